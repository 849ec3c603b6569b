import type { TimeScale } from './scale.ts'

export interface TimelineEvent {
  readonly ref: string
  readonly at: number
  readonly lane: string
  readonly text: string
  readonly time: string
  /** Role in the causal chain, if it has one. */
  readonly role: string | null
  /** Told by the diagnosis' own timeline: wins a label before others. */
  readonly cited: boolean
  readonly salience: string
}

export interface PlacedEvent {
  readonly events: readonly TimelineEvent[]
  readonly x: number
  readonly role: string | null
  readonly label: {
    readonly x: number
    readonly row: number
    readonly anchor: 'start' | 'end'
    readonly text: string
    readonly time: string
  } | null
}

export interface LaneLayout {
  readonly lane: string
  readonly placed: readonly PlacedEvent[]
  readonly rows: number
}

const TOUCHING_PX = 9
/** Of the widest system font; narrower ones leave a little more room. */
const PX_PER_CHARACTER = 7
const LONGEST_LABEL = 46
const MOST_ROWS = 3

const rank = (event: TimelineEvent): number =>
  (event.role ? 0 : 4) + (event.cited ? 0 : 2) + (event.salience === 'end' || event.salience === 'fault' ? 0 : 1)

/** One lane: events that touch become one dot with a count, the weightiest get labels in up to three rows, none over another. */
export function layoutLane(lane: string, events: readonly TimelineEvent[], scale: TimeScale): LaneLayout {
  const dots: { events: TimelineEvent[]; x: number; role: string | null }[] = []
  for (const event of events.toSorted((a, b) => a.at - b.at)) {
    const x = scale.x(event.at)
    if (x === null) continue
    const last = dots.at(-1)
    if (last && x - last.x < TOUCHING_PX && !(last.role && event.role && last.role !== event.role)) {
      last.events.push(event)
      last.role ??= event.role
    } else dots.push({ events: [event], x, role: event.role })
  }
  const occupied: [number, number][][] = Array.from({ length: MOST_ROWS }, () => [])
  const labels = new Map<object, PlacedEvent['label']>()
  const leading = (dot: (typeof dots)[number]) => dot.events.toSorted((a, b) => rank(a) - rank(b) || a.at - b.at)[0]!
  for (const dot of dots.toSorted((a, b) => rank(leading(a)) - rank(leading(b)) || a.x - b.x)) {
    const event = leading(dot)
    const more = dot.events.length > 1 ? ` +${dot.events.length - 1}` : ''
    const text = (event.text.length > LONGEST_LABEL ? `${event.text.slice(0, LONGEST_LABEL - 1)}…` : event.text) + more
    const width = (text.length + event.time.length + 2) * PX_PER_CHARACTER
    for (let row = 0; row < MOST_ROWS && !labels.has(dot); row++)
      for (const anchor of ['start', 'end'] as const) {
        const from = anchor === 'start' ? dot.x - 5 : dot.x + 5 - width
        if (from < scale.left - 4 || from + width > scale.right + 10) continue
        if (occupied[row]!.some(([a, b]) => from < b + 10 && from + width > a - 10)) continue
        occupied[row]!.push([from, from + width])
        labels.set(dot, { x: anchor === 'start' ? dot.x - 5 : dot.x + 5, row, anchor, text, time: event.time })
        break
      }
  }
  return {
    lane,
    placed: dots.map((dot) => ({ ...dot, label: labels.get(dot) ?? null })),
    rows: Math.max(1, ...occupied.map((row, i) => (row.length > 0 ? i + 1 : 0))),
  }
}
