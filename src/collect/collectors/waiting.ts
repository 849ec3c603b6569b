import { defineCollector } from '../define.ts'

/** A process that waits for a dead disk or server is the sign that other commands will hang, and often the answer. */
export const waiting = defineCollector({
  id: 'waiting',
  title: 'Processes that wait for a device and cannot be ended',
  on: ['pve', 'libvirt', 'guest'],
  round: 'triage',
  lasts: 0,
  needs: 'any account; root to see what they wait for',
  steps: () => [{ use: 'waiting-processes', artifact: 'waiting.txt', holds: 'state' }],
})
