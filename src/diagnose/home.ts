import type { Observation } from '../model/index.ts'
import type { SubjectQuestion } from './case.ts'

export const shortName = (node: string): string => node.split('.')[0]!.toLowerCase()

const nodeOf = (o: Observation): string | undefined => (o.side === 'host' ? (o.about.node ?? o.cites[0].source.node) : undefined)

/**
 * The nodes that a guest is or was on, by every line that names it; null when nothing tells, or when all evidence is from one
 * host. A disk that failed on another node of the cluster, or a reboot of it, did not end this guest.
 */
export function homesOf(observations: readonly Observation[], subject: SubjectQuestion | undefined): ReadonlySet<string> | null {
  if (subject === undefined) return null
  const asked = new Set(
    observations.flatMap(({ side, cites: [{ source }] }) => (side === 'host' && source.node !== undefined ? [shortName(source.node)] : [])),
  )
  if (asked.size < 2) return null
  if (subject.kind === 'node') return asked.has(shortName(subject.id)) ? new Set([shortName(subject.id)]) : null
  const homes = new Set(
    observations.flatMap((o) => {
      const node = nodeOf(o)
      const mine = o.about.guest === subject.id && (o.about.guestKind === undefined || o.about.guestKind === subject.kind)
      return mine && node !== undefined && o.witness !== 'cluster' ? [shortName(node)] : []
    }),
  )
  return homes.size > 0 ? homes : null
}

/** What may have to do with a guest of these nodes: all that happened there, all that names it, and what the cluster says. */
export function atHome(observations: readonly Observation[], homes: ReadonlySet<string>, subject: SubjectQuestion): Observation[] {
  return observations.filter((o) => {
    const node = nodeOf(o)
    if (node === undefined || homes.has(shortName(node)) || o.witness === 'cluster') return true
    return subject.kind !== 'node' && o.about.guest === subject.id
  })
}
