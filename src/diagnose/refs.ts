import type { EvidenceItem, LogRecord, Observation } from '../model/index.ts'
import { sortByTime } from './order.ts'
import { iso } from './outage.ts'

/** Longest line that is kept verbatim; a 10 MB line in a document helps nobody. */
const TEXT_CAP = 4096

/** Gives every cited line its number, once, in the order of the sources so that the document is always the same. */
export function createEvidenceList() {
  const items = new Map<string, { record: LogRecord; observation: Observation }>()
  const key = (record: LogRecord) => `${record.source.file}\u0000${record.line}`
  let numbers: Map<string, string> | null = null

  return {
    /** Must be called for everything that will be cited before `ref` is asked. */
    add(observations: readonly Observation[]): void {
      for (const observation of observations) {
        const record = observation.cites[0]
        if (!items.has(key(record))) items.set(key(record), { record, observation })
      }
    },
    refs(observations: readonly Observation[]): string[] {
      numbers ??= number(items)
      return [...new Set(observations.map((o) => numbers!.get(key(o.cites[0]))).filter((ref) => ref !== undefined))]
    },
    list(): EvidenceItem[] {
      numbers ??= number(items)
      return [...items.entries()]
        .map(([id, { record, observation }]): EvidenceItem => {
          const node = record.source.node ?? record.host
          return {
            ref: numbers!.get(id)!,
            at: iso(record.at),
            clock: {
              ...(record.utcOffsetMs === undefined ? {} : { utcOffsetMs: record.utcOffsetMs }),
              ...(record.bootId === undefined ? {} : { boot: record.bootId }),
              ...(record.monotonicUs === undefined ? {} : { monotonicUs: record.monotonicUs }),
              stamp: record.stamp,
            },
            from: record.source.side,
            ...(node === undefined ? {} : { node }),
            file: record.source.file,
            line: record.line,
            ...(record.fields?.['__CURSOR'] === undefined ? {} : { cursor: record.fields['__CURSOR'] }),
            text: record.text.length > TEXT_CAP ? record.text.slice(0, TEXT_CAP) : record.text,
            kind: observation.kind,
            says: observation.count && observation.count > 1 ? `${observation.says} (${observation.count} times)` : observation.says,
            witness: observation.witness,
            salience: observation.salience,
          }
        })
        .toSorted((a, b) => Number(a.ref.slice(1)) - Number(b.ref.slice(1)))
    },
  }
}

function number(items: ReadonlyMap<string, { record: LogRecord }>): Map<string, string> {
  const sorted = sortByTime([...items.entries()], ([, { record }]) => record)
  return new Map(sorted.map(([id], n) => [id, `e${n + 1}`]))
}
