import { defineCollector, spanOf } from '../define.ts'

/** Few lines, found by index: they tell when something ended, so that only that time is then read whole. */
export const bracket = defineCollector({
  id: 'bracket',
  title: 'When guests ended, were killed or were cleaned up after',
  on: ['pve', 'libvirt'],
  round: 'triage',
  lasts: 3,
  needs: 'group systemd-journal or adm',
  steps: ({ window }) => [
    { use: 'journal-bracket', with: spanOf(window), artifact: 'triage/bracket.ndjson', holds: 'selection', span: window },
  ],
})
