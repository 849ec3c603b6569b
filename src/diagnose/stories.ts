import type { Finding } from '../causes/index.ts'
import type { Link } from './link.ts'
import { witnesses } from './verdict.ts'

/** One explanation: what ended it, what that was a face of, and what brought it about. */
export interface Story {
  /** The link that names the outage. */
  readonly mechanism: Finding
  /** How the mechanism showed further down, nearest to the outage first. */
  readonly faces: readonly Finding[]
  /** What brought the mechanism about, nearest first. */
  readonly upstream: readonly { readonly finding: Finding; readonly how: string }[]
  /** Everything it explains, itself included. */
  readonly explains: readonly Finding[]
}

/**
 * Walks the links from the last findings up to their heads.
 *
 * The name of the outage moves up along arrows whose `to` is only how `from` shows, and stays at an event of its own. A loop
 * in the links (two faults that can cause each other) ends the walk at the earlier one.
 */
export function tellStories(findings: readonly Finding[], links: readonly Link[]): Story[] {
  const useful = breakLoops(links)
  const into = Map.groupBy(useful, (link) => link.to)
  const outOf = Map.groupBy(useful, (link) => link.from)
  const terminals = findings.filter((finding) => !outOf.has(finding))
  const told = new Set<Finding>()
  const stories: Story[] = []
  for (const terminal of terminals) {
    const faces: Finding[] = []
    let mechanism = terminal
    for (;;) {
      const up = nearest((into.get(mechanism) ?? []).filter((link) => link.edge.names === 'from' && !faces.includes(link.from)))
      if (!up) break
      faces.push(mechanism)
      mechanism = up.from
    }
    if (told.has(mechanism)) continue
    told.add(mechanism)
    const upstream: { finding: Finding; how: string }[] = []
    const seen = new Set<Finding>([mechanism, ...faces])
    // What the mechanism itself brought about is no cause of its other faces, whatever the map allows.
    const broughtAbout = new Set<Finding>([mechanism])
    for (const finding of broughtAbout) for (const link of outOf.get(finding) ?? []) broughtAbout.add(link.to)
    let level: Finding[] = [mechanism, ...faces]
    while (level.length > 0) {
      const next: Finding[] = []
      for (const link of level.flatMap((finding) => into.get(finding) ?? [])) {
        if (seen.has(link.from) || broughtAbout.has(link.from)) continue
        seen.add(link.from)
        upstream.push({ finding: link.from, how: link.edge.how })
        next.push(link.from)
      }
      level = next
    }
    const explains = new Set<Finding>(seen)
    // A set goes on with what is added to it while it is walked.
    for (const finding of explains) for (const link of outOf.get(finding) ?? []) explains.add(link.to)
    const below = [...explains].filter((f) => !seen.has(f) && into.get(f)?.some((l) => l.edge.names === 'from') === true)
    stories.push({ mechanism, faces: [...faces, ...below], upstream, explains: [...explains] })
  }
  return stories
}

/** Of two opposite arrows between the same findings keep the one that runs with time. */
function breakLoops(links: readonly Link[]): Link[] {
  const outOf = Map.groupBy(links, (link) => link.from)
  return links.filter((link) => {
    const opposite = outOf.get(link.to)?.some((other) => other.to === link.from) === true
    if (!opposite) return true
    const [a, b] = [link.from.at, link.to.at]
    if (a !== null && b !== null && a !== b) return a < b
    return link.from.cause.id < link.to.cause.id
  })
}

/** The closest in time, so that yesterday's fault does not explain today's. */
function nearest(links: readonly Link[]): Link | undefined {
  return links.toSorted((a, b) => distance(a) - distance(b) || (a.from.cause.id < b.from.cause.id ? -1 : 1))[0]
}

const distance = (link: Link) => (link.from.at === null || link.to.at === null ? 0 : Math.abs(link.to.at - link.from.at))

/** What makes one story better than another, most important first. All counts, no weights. */
export function merit(story: Story, guest: string | undefined): readonly number[] {
  const all = [story.mechanism, ...story.faces]
  return [
    story.mechanism.contradicting.length > 0 ? 0 : 1,
    guest === undefined || all.some((f) => f.about.guest === guest) ? 1 : 0,
    all.some((f) => [...f.decisive, ...f.supporting].some((o) => o.salience === 'end')) ? 1 : 0,
    // A machine that died is the outage; what merely stood still or was slow beside it is not.
    ['killed', 'stopped', 'rebooted'].includes(story.mechanism.cause.state) ? 1 : 0,
    story.explains.length,
    Math.min(2, witnesses(story.mechanism).length),
  ]
}

export function compareMerit(a: readonly number[], b: readonly number[]): number {
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return (b[n] ?? 0) - (a[n] ?? 0)
  return 0
}
