import { endsAfter, endsOfGuests, isDeathOfQemu } from '../timeline/index.ts'
import type { Finding } from '../causes/index.ts'
import type { Evidence } from './case.ts'

/** When a process died, its scope ended within this, even while the host thrashed. */
const DEAD_MS = 60_000

const hostName = (name: string) => name.toLowerCase().replace(/\..*$/, '')

/** Tells the findings that may be about the one who was asked about from those about somebody else. */
export function mayConcern(evidence: Evidence): (finding: Finding) => boolean {
  const { subject, observations } = evidence
  if (subject === undefined) return () => true
  if (subject.kind === 'node') {
    const asked = hostName(subject.id)
    const known = observations.some(({ side, about }) => side === 'host' && about.node !== undefined && hostName(about.node) === asked)
    // Who asks by address or alias is answered from the logs that there are.
    if (!known) return () => true
    return ({ cause, about }) => cause.reach === 'cluster' || about.node === undefined || hostName(about.node) === asked
  }
  // Container 102 of one machine and VM 102 of another are two guests.
  const isThere = observations.some(({ about }) => about.guest === subject.id && about.guestKind === subject.kind)
  const ends = endsOfGuests(observations)
  return (finding) => {
    const { guest, guestKind } = finding.about
    if (guest !== undefined) return guest === subject.id && (guestKind === undefined || guestKind === subject.kind || !isThere)
    return !finding.decisive.some(isDeathOfQemu) || finding.decisive.some((death) => mayBeOf(subject.id, death, ends))
  }
}

/** A dead process without a name was the guest's only if its scope ended then, and nobody else's before it. */
function mayBeOf(asked: string, death: Finding['decisive'][number], ends: ReturnType<typeof endsOfGuests>): boolean {
  const { at } = death
  if (at === null || !isDeathOfQemu(death)) return true
  const delays = endsAfter(death, ends)
  const ownDelay = delays.get(asked) ?? Number.POSITIVE_INFINITY
  if ([...delays].some(([guest, delay]) => guest !== asked && delay < ownDelay)) return false
  const own = ends.filter(({ about }) => about.guest === asked)
  return own.length === 0 || own.some((end) => Math.abs(end.at! - at) <= DEAD_MS)
}
