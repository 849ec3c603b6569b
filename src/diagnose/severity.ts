import type { Diagnosis, Observation } from '../model/index.ts'
import type { Evidence } from './case.ts'
import type { Story } from './stories.ts'

/**
 * The stated rule: P1 several guests or a whole node unplanned, P2 one guest unplanned or unreachable, P3 a pause or a
 * degradation, P4 planned.
 */
export function severityOf(diagnosis: Pick<Diagnosis, 'outage' | 'subject'>, story: Story | null): Diagnosis['severity'] {
  const { outage, subject } = diagnosis
  if (outage.state === 'none') return { level: 'none', rule: 'Nothing went down.' }
  if (outage.planned) return { level: 'P4', rule: 'P4: somebody or a schedule asked for it.' }
  const wide = story !== null && story.mechanism.cause.reach !== 'guest'
  if (wide || subject.kind === 'node')
    return { level: 'P1', rule: 'P1: unplanned, and it reaches every guest of the node, the storage or the cluster.' }
  if (outage.state === 'paused' || outage.state === 'degraded')
    return { level: 'P3', rule: 'P3: one guest, paused or degraded, not planned.' }
  return { level: 'P2', rule: 'P2: one guest down, not planned. Raise it to P1 if others depend on it.' }
}

const distinctGuests = (list: readonly Observation[]) => [
  ...new Set(
    list
      .filter((o) => o.side === 'host' && ['end', 'fault'].includes(o.salience))
      .map((o) => o.about.guest)
      .filter((g) => g !== undefined),
  ),
]

type Claim = { because: string; met: boolean | null; observations: readonly Observation[] }

/** The runbook's four criteria, each answered from the evidence or left open. */
export function escalationOf(evidence: Evidence, story: Story | null, guest: string | undefined): ({ criterion: string } & Claim)[] {
  const told = story ? [story.mechanism, ...story.faces, ...story.upstream.map((u) => u.finding)] : []
  const lines = told.flatMap((finding) => finding.decisive)
  const guests = distinctGuests(lines)
  const hardware = told.filter(
    (f) =>
      f.cause.area === 'hardware' ||
      ['storage.disk-failure', 'storage.nvme-drop', 'storage.controller-fault', 'storage.raid-failure'].includes(f.cause.id),
  )
  const corrupt = told.filter((f) =>
    ['storage.data-corruption', 'guest.fs-readonly', 'storage.host-fs-readonly', 'storage.thin-pool-damaged'].includes(f.cause.id),
  )
  const restarts = evidence.observations.filter(
    (o) => o.kind === 'task.ended' && o.about.guest === guest && String(o.fields['type']).endsWith('start') && o.fields['ok'] === false,
  )
  const back = evidence.observations.some((o) => o.salience === 'recovery' && guest !== undefined && o.about.guest === guest)
  return [
    {
      criterion: 'Several guests affected at once',
      met: guests.length > 1 ? true : story && story.mechanism.cause.reach !== 'guest' ? true : lines.length > 0 ? false : null,
      because:
        guests.length > 1
          ? `Guests ${guests.toSorted().join(', ')} are named in the lines.`
          : story && story.mechanism.cause.reach !== 'guest'
            ? `What happened reaches beyond one guest (${story.mechanism.cause.reach}).`
            : 'The lines name one guest.',
      observations: lines.slice(0, 3),
    },
    {
      criterion: 'Hardware errors detected',
      met: hardware.length > 0 ? true : null,
      because:
        hardware.length > 0 ? hardware[0]!.cause.title : 'No hardware error is part of this outage; sensors and the BMC were not asked.',
      observations: hardware.flatMap((f) => f.decisive).slice(0, 3),
    },
    {
      criterion: 'Storage corruption indicated',
      met: corrupt.length > 0 ? true : null,
      because: corrupt.length > 0 ? corrupt[0]!.cause.title : 'No corruption is part of this outage; the filesystems were not checked.',
      observations: corrupt.flatMap((f) => f.decisive).slice(0, 3),
    },
    {
      criterion: 'The guest cannot be restarted',
      met: restarts.length > 0 ? true : back ? false : null,
      because: restarts.length > 0 ? 'A start of it failed.' : back ? 'It came back.' : 'No line here tells of a start.',
      observations: restarts.slice(0, 3),
    },
  ]
}
