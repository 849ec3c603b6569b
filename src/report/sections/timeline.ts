import type { Mark, TimelineBlock } from '../blocks.ts'
import { defineSection } from '../define.ts'
import { millis } from '../local-clock.ts'
import { lanesOf, laneId } from '../lanes.ts'
import { outageTimes } from '../outage-words.ts'

/** The lines of this outage in order, drawn and listed; and what the three marks of the outage rest on. */
export const timeline = defineSection({
  id: 'timeline',
  order: 35,
  menu: 'Timeline',
  build({ document, diagnosis, citations, clock }) {
    const roles = new Map(diagnosis.chain.flatMap((link) => link.evidence.map((ref) => [ref, link] as const)).toReversed())
    const items = [...new Set([...diagnosis.timeline, ...diagnosis.chain.flatMap((link) => link.evidence)])]
      .flatMap((ref) => citations.find(ref).item ?? [])
      .filter((item) => millis(item.at) !== null)
    // One shape per chain link: the line at the time that the link names, or the first it cites. Others stay rings.
    const drawn = new Set<string>()
    for (const link of diagnosis.chain) {
      const own = items.filter((item) => link.evidence.includes(item.ref))
      const best = own.find((item) => item.at === link.at) ?? own[0]
      if (best) drawn.add(best.ref)
    }
    const marks: Mark[] = items
      .map((item) => ({
        at: millis(item.at) ?? 0,
        ref: item.ref,
        text: item.says,
        lane: laneId(item),
        role: drawn.has(item.ref) ? roles.get(item.ref)?.role : undefined,
        salience: item.salience,
      }))
      .toSorted((a, b) => a.at - b.at)
    const { lastAlive, firstDown, firstBack } = diagnosis.bracket
    const moments = [
      { id: 't0' as const, moment: lastAlive },
      { id: 't1' as const, moment: firstDown },
      { id: 't2' as const, moment: firstBack },
    ].flatMap(({ id, moment }) => {
      const at = millis(moment?.at)
      return moment && at !== null
        ? [{ id, at, when: clock.onDay(at, millis(diagnosis.outage.from) ?? at), text: moment.because, cites: moment.evidence }]
        : []
    })
    if (marks.length === 0 && moments.length === 0) return []
    const { from, to, length } = outageTimes(diagnosis, clock)
    const first = marks[0]?.at ?? moments[0]?.at ?? 0
    const block: TimelineBlock = {
      type: 'timeline',
      lanes: lanesOf(items, document.coverage),
      marks,
      outage: from === null ? null : { from, to, label: length === null ? 'down, end not seen' : `down ${length}` },
      moments,
    }
    return [{ type: 'heading', level: 2, text: 'Timeline', note: `times in ${clock.zone(first)} (${clock.name})` }, block]
  },
})
