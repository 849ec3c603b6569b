import type { TimeSpan } from '../../journal/index.ts'

/** What the question is about, so that of a long journal the right hours are read. */
export interface Focus {
  readonly guest?: string
  /** ms since the epoch. */
  readonly at?: number
  readonly since?: number
  readonly until?: number
}

/** A line that may be part of an outage. */
export interface Anchor {
  readonly realtimeUs: number
  /** Somebody asked for it: less around it matters. */
  readonly intent: boolean
  /** It names the guest that is asked about. */
  readonly mine: boolean
}

interface Episode extends TimeSpan {
  intent: boolean
  mine: boolean
}

const SECOND_US = 1_000_000
/** Lines closer than this belong to one story. */
const ONE_EPISODE_US = 1800 * SECOND_US
/** How far around a fault the other messages are looked for; around what somebody asked for, less matters. */
const AROUND_FAULT_US = 3600 * SECOND_US
const AROUND_INTENT_US = 120 * SECOND_US
/** What goes on after it for longer is told by other faults. */
const AFTER_FAULT_US = 1800 * SECOND_US
/** Each may hold several outages; an answer tells twenty. */
const MOST_EPISODES = 10
/** A log full of faults is one episode without an end. */
const LONGEST_US = 6 * 3600 * SECOND_US

/**
 * The stretches of time around which everything is read: all of them, unless there are more than anybody reads; then those that answer the
 * question: of the guest asked about, nearest to the moment asked about, unplanned before planned, newest first. `room`: more could be chosen.
 */
export function chooseStretches(anchors: readonly Anchor[], focus: Focus = {}): { chosen: TimeSpan[]; room: boolean } {
  const from = focus.since === undefined ? -Infinity : focus.since * 1000 - AROUND_FAULT_US
  const to = focus.until === undefined ? Infinity : focus.until * 1000 + AROUND_FAULT_US
  const asked = anchors.filter(({ realtimeUs }) => realtimeUs >= from && realtimeUs <= to)
  const episodes = [...gather(asked.filter(({ intent }) => !intent)), ...gather(asked.filter(({ intent }) => intent))]
  const atUs = focus.at === undefined ? undefined : focus.at * 1000
  const rank = (episode: Episode): number[] => [
    atUs === undefined ? 0 : Math.max(0, episode.sinceUs - atUs, atUs - episode.untilUs),
    episode.mine ? 0 : 1,
    episode.intent ? 1 : 0,
    -episode.untilUs,
  ]
  const room = episodes.length < MOST_EPISODES
  const chosen = episodes
    .map((episode) => ({ episode, rank: rank(episode) }))
    .toSorted((a, b) => compare(a.rank, b.rank))
    .slice(0, MOST_EPISODES)
    .map(({ episode: { sinceUs, untilUs, intent } }) => {
      if (intent) return { sinceUs: sinceUs - AROUND_INTENT_US, untilUs: untilUs + AROUND_INTENT_US }
      return { sinceUs: sinceUs - AROUND_FAULT_US, untilUs: untilUs + (room ? AROUND_FAULT_US : AFTER_FAULT_US) }
    })
  return { chosen: mergeSpans(chosen), room }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return a[n]! - b[n]!
  return 0
}

function gather(anchors: readonly Anchor[]): Episode[] {
  const episodes: { sinceUs: number; untilUs: number; intent: boolean; mine: boolean }[] = []
  for (const { realtimeUs, intent, mine } of anchors.toSorted((a, b) => a.realtimeUs - b.realtimeUs)) {
    const last = episodes.at(-1)
    // What was asked for is asked for one by one.
    const apart = intent ? AROUND_INTENT_US : ONE_EPISODE_US
    if (last && realtimeUs - last.untilUs <= apart && realtimeUs - last.sinceUs <= LONGEST_US) {
      last.untilUs = realtimeUs
      last.mine ||= mine
    } else episodes.push({ sinceUs: realtimeUs, untilUs: realtimeUs, intent, mine })
  }
  return episodes
}

/** Overlapping spans become one, in order of time. */
export function mergeSpans(spans: readonly TimeSpan[]): TimeSpan[] {
  const merged: TimeSpan[] = []
  for (const span of spans.toSorted((a, b) => a.sinceUs - b.sinceUs)) {
    const last = merged.at(-1)
    if (last && span.sinceUs <= last.untilUs)
      merged[merged.length - 1] = { sinceUs: last.sinceUs, untilUs: Math.max(last.untilUs, span.untilUs) }
    else merged.push(span)
  }
  return merged
}

/** Whether a moment lies in one of the spans (sorted, not overlapping). */
export function isInside(spans: readonly TimeSpan[], timeUs: number): boolean {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.untilUs < timeUs) low = middle + 1
    else high = middle
  }
  const span = spans[low]
  return span !== undefined && span.sinceUs <= timeUs
}
