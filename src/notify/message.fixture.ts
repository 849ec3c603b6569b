import type { Message } from './message.ts'

/** A message with everything hostile a log line may bring. */
export const outage: Message = {
  key: 'MAAS-2025-07-29-001',
  kind: 'outage',
  urgency: 'P1',
  title: '102 (maas) was killed: the host ran out of memory and its kernel killed the guest.',
  lines: [
    'Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.',
    'host pve: kernel: Out of memory: <b>@everyone</b> `x` & *y* _z_',
  ],
  next: 'qm start 102',
  link: 'http://localhost:8420/incidents/MAAS-2025-07-29-001',
  labels: { incident: 'MAAS-2025-07-29-001', guest: '102', node: 'pve', cause: 'memory.host-oom', conclusion: 'confirmed', severity: 'P1' },
  startsAt: '2025-07-29T23:19:25.612Z',
  endsAt: null,
}
export const recovery: Message = { ...outage, kind: 'recovery', title: 'Back: 102 (maas)', endsAt: '2025-07-30T00:00:17.000Z' }
export const SENDING = { now: Date.parse('2025-07-29T23:20:00Z'), secret: {} as Record<string, string> }
