import type { Plan } from '../define.ts'

/** A node with a guest whose process ended within the window. */
export const HOUR = 3_600_000
export const NOW = Date.UTC(2026, 10, 25, 12)
export const plan = (change: Partial<Plan> = {}): Plan => ({
  node: 'pve1',
  kind: 'pve',
  window: { from: NOW - 4 * HOUR, to: NOW },
  now: NOW,
  focus: [],
  layer: 'process',
  guest: { id: '102', kind: 'vm', name: 'maas', node: 'pve1', agent: true },
  home: true,
  tasks: [],
  disks: [],
  hasJournal: true,
  ...change,
})
