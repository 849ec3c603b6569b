import type { IncidentSummary } from '../model/index.ts'

let count = 0
/** One kept outage of VM 102, unless told. */
export const kept = (from: string | null, change: Partial<IncidentSummary> & { seconds?: number | null } = {}): IncidentSummary => ({
  id: `MAAS-${++count}`,
  subject: { kind: 'vm', id: '102', name: 'maas', node: 'pve' },
  outage: { state: 'killed', from, to: null, seconds: change.seconds === undefined ? 600 : change.seconds, planned: false },
  day: from?.slice(0, 10) ?? '2025-01-01',
  zone: 'UTC',
  conclusion: 'confirmed',
  cause: { id: 'memory.host-oom', title: 'x' },
  links: [{ id: 'condition.no-swap', role: 'condition' }],
  headline: 'maas was killed',
  severity: 'P2',
  status: 'closed',
  commander: null,
  author: null,
  nextReview: null,
  actions: { open: 0, done: 0, dropped: 0, undone: 0 },
  hasProposal: false,
  createdAt: '2025-01-01T00:00:00.000Z',
  updatedAt: '2025-01-01T00:00:00.000Z',
  revision: 1,
  ...change,
})
