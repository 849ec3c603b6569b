import type { IncidentSummary } from '../model/index.ts'
import { localClock } from '../report/index.ts'
import { sameSubject, startOf } from './same-subject.ts'

/** Below four a cluster says nothing: two or three fall together by chance too often. */
const FEWEST = 4
const MOST = 3 / 4
const HOUR_MIN = 60
const DAY_MIN = 24 * 60
const WEEKDAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays']

/**
 * Whether outages of one subject gather at an hour, a weekday, or beside the same work. Counts of what is kept; the clock is
 * the local one of each outage, so that a nightly job stays at its hour over the change of summer time.
 */
export function patternsOf(one: IncidentSummary, earlier: readonly IncidentSummary[]): string[] {
  const own = [...earlier.filter((other) => sameSubject(one, other)), one]
  const timed = own.flatMap((incident) => {
    const at = startOf(incident)
    return at === null ? [] : [{ incident, at }]
  })
  const said: string[] = []
  if (timed.length >= FEWEST) {
    const hour = hourCluster(timed)
    if (hour !== null) said.push(hour)
    const weekday = weekdayCluster(timed)
    if (weekday !== null) said.push(weekday)
  }
  if (own.length >= FEWEST) said.push(...sharedLinks(own))
  return said
}

type Timed = readonly { readonly incident: IncidentSummary; readonly at: number }[]
const enough = (count: number, of: number) => count >= FEWEST && count >= of * MOST
const clockTime = (minute: number) => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const countOf = (count: number, of: number) => (count === of ? `All ${of}` : `${count} of ${of}`)

/** The hour of the day that holds the most beginnings; it may reach over midnight. */
function hourCluster(timed: Timed): string | null {
  const minutes = timed.map(({ incident, at }) => {
    const [hour, minute] = localClock(incident.zone).minute(at).split(':').map(Number) as [number, number]
    return hour * 60 + minute
  })
  const within = (start: number) => minutes.filter((minute) => (minute - start + DAY_MIN) % DAY_MIN < HOUR_MIN)
  const best = minutes.map((start) => within(start)).reduce((a, b) => (b.length > a.length ? b : a))
  if (!enough(best.length, minutes.length)) return null
  const first = best.reduce((a, b) => ((b - a + DAY_MIN) % DAY_MIN > DAY_MIN / 2 ? b : a))
  const last = best.reduce((a, b) => ((b - first + DAY_MIN) % DAY_MIN > (a - first + DAY_MIN) % DAY_MIN ? b : a))
  const span = first === last ? `at ${clockTime(first)}` : `between ${clockTime(first)} and ${clockTime(last)}`
  return `${countOf(best.length, minutes.length)} began ${span} local time.`
}

function weekdayCluster(timed: Timed): string | null {
  const days = timed.map(({ incident, at }) => new Date(localClock(incident.zone).date(at)).getUTCDay())
  const counts = WEEKDAYS.map((_, day) => days.filter((one) => one === day).length)
  const most = Math.max(...counts)
  // Several outages of one night are one Sunday, not a pattern of Sundays.
  const distinct = new Set(
    timed.filter((_, n) => days[n] === counts.indexOf(most)).map(({ incident, at }) => localClock(incident.zone).date(at)),
  )
  return enough(most, days.length) && distinct.size >= FEWEST
    ? `${countOf(most, days.length)} began on ${WEEKDAYS[counts.indexOf(most)]}.`
    : null
}

/** `In all 4 the same trigger was seen: guest activity.` */
function sharedLinks(own: readonly IncidentSummary[]): string[] {
  const triggers = new Map<string, number>()
  for (const { links } of own)
    for (const id of new Set(links.filter(({ role }) => role === 'trigger').map((link) => link.id)))
      triggers.set(id, (triggers.get(id) ?? 0) + 1)
  return [...triggers]
    .filter(([, count]) => enough(count, own.length))
    .map(([id, count]) => `In ${countOf(count, own.length).toLowerCase()} the same trigger was seen (${id}).`)
}
