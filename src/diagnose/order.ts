import type { LogRecord, Observation } from '../model/index.ts'
import type { Finding } from '../causes/index.ts'

/** Slack for lines that are printed out of order: the kernel's OOM dump and systemd's line about it differ by seconds. */
const SLACK_MS = 3000

/**
 * One axis for everything: time; a line without a time stands where its file puts it (after the dated line before it), a file
 * without any time comes last. Total and independent of the order in which files were given. `among` orders those of one line.
 */
export function sortByTime<T>(items: readonly T[], recordOf: (item: T) => LogRecord, among: (a: T, b: T) => number = () => 0): T[] {
  const byFile = new Map<string, LogRecord[]>()
  for (const item of items) {
    const record = recordOf(item)
    const list = byFile.get(record.source.file)
    if (list) list.push(record)
    else byFile.set(record.source.file, [record])
  }
  const time = new Map<LogRecord, number>()
  for (const list of byFile.values()) {
    const inOrder = list.toSorted((a, b) => a.line - b.line)
    let now = inOrder.find((record) => record.at !== null)?.at ?? Number.POSITIVE_INFINITY
    for (const record of inOrder) {
      now = record.at ?? now
      time.set(record, now)
    }
  }
  return items
    .map((item) => {
      const record = recordOf(item)
      return { item, at: time.get(record)!, file: record.source.file, line: record.line }
    })
    .toSorted((a, b) => {
      if (a.at !== b.at) return a.at < b.at ? -1 : 1
      if (a.file !== b.file) return a.file < b.file ? -1 : 1
      return a.line - b.line || among(a.item, b.item)
    })
    .map(({ item }) => item)
}

export function sortObservations(observations: readonly Observation[]): Observation[] {
  return sortByTime(
    observations,
    (observation) => observation.cites[0],
    (a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0),
  )
}

/**
 * Can `to` have followed `from` by that many seconds?
 *
 * A fault that lasts reaches from its first to its last line, so the distance is taken to the nearest point of it. Without
 * times the line order of a shared file decides, and different files do not contradict.
 */
export function mayFollow(from: Finding, to: Finding, withinSeconds: readonly [number, number]): boolean {
  const [least, most] = withinSeconds
  if (from.at !== null && to.at !== null) {
    const until = from.until ?? from.at
    const nearest = to.at > until ? until : to.at < from.at ? from.at : to.at
    const gap = to.at - nearest
    return gap >= Math.min(least * 1000, 0) - SLACK_MS && to.at - until <= most * 1000 + SLACK_MS
  }
  const [a, b] = [firstCite(from), firstCite(to)]
  if (!a || !b || a.source.file !== b.source.file) return true
  return a.line <= b.line || least < 0
}

function firstCite(finding: Finding) {
  return (finding.decisive[0] ?? finding.supporting[0])?.cites[0]
}
