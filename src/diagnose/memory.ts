import type { MemoryAccount, Observation } from '../model/index.ts'
import type { Evidence } from './case.ts'
import { iso } from './outage.ts'
import type { Story } from './stories.ts'

export interface Accounted {
  readonly account: Omit<MemoryAccount, 'evidence' | 'notes'>
  readonly observations: readonly Observation[]
  readonly notes: readonly { readonly text: string; readonly observations: readonly Observation[] }[]
}

interface Row {
  readonly name: string
  readonly kind: MemoryAccount['rows'][number]['kind']
  readonly kib: number
  readonly pid?: number
  readonly readFrom: string
}

const gib = (kib: number) => `${(kib / 1024 / 1024).toFixed(1)} GiB`

/** Where all of the machine's memory was, from the kernel's own report of the kill; null when the report is cut short. */
export function memoryOf(evidence: Evidence, story: Story): Accounted | null {
  const report = [story.mechanism, ...story.faces].flatMap((f) => f.decisive).find((o) => typeof o.fields['account'] === 'string')
  if (!report) return null
  const { totalKiB, rows } = JSON.parse(String(report.fields['account'])) as { totalKiB: number; rows: readonly Row[] }
  const guests = namesByPid(evidence)
  return {
    account: {
      at: iso(report.at),
      title: report.side === 'guest' ? 'Memory of the guest when it ran out' : 'Memory of the host when it ran out',
      totalKiB,
      rows: rows.map(({ pid, name, kind, kib, readFrom }) => ({
        name: (pid === undefined ? undefined : guests.get(pid)) ?? name,
        kind,
        kib,
        ...(pid !== undefined && pid === report.about.pid ? { killed: true } : {}),
        readFrom,
      })),
    },
    observations: [report],
    notes: notesOn(evidence, report),
  }
}

/** `VM 102 (pid 1705)` for every process that a line binds to a guest. A pid is taken only when one guest claims it. */
export function namesByPid(evidence: Evidence): Map<number, string> {
  const claims = new Map<number, Set<string>>()
  for (const { about, side } of evidence.observations) {
    if (side !== 'host' || about.pid === undefined || about.guest === undefined) continue
    claims.set(about.pid, (claims.get(about.pid) ?? new Set()).add(`${about.guestKind === 'ct' ? 'CT' : 'VM'} ${about.guest}`))
  }
  return new Map([...claims].flatMap(([pid, names]) => (names.size === 1 ? [[pid, `${[...names][0]} (pid ${pid})`] as const] : [])))
}

function notesOn(evidence: Evidence, report: Observation): { text: string; observations: readonly Observation[] }[] {
  const notes: { text: string; observations: readonly Observation[] }[] = []
  const configured = evidence.observations.find((o) => o.kind === 'host.guests-configured')
  const managed = report.fields['managedKiB']
  if (configured && typeof managed === 'number')
    notes.push({
      text: `Running guests may use ${gib(Number(configured.fields['configuredKiB']))} together; the kernel manages ${gib(managed)}.`,
      observations: [configured, report],
    })
  if (typeof report.fields['chosen'] === 'string')
    notes.push({
      text: `The kernel chose by what it could get back, not by who had grown: ${report.fields['chosen']}.`,
      observations: [report],
    })
  if (report.about.guest !== undefined && report.fields['victimIsVmm'] === true)
    notes.push({
      text: 'A guest that has touched all its memory once holds all of it from then on. It did not use more than it was given; the sum of all guests did not fit.',
      observations: [report],
    })
  return notes
}
