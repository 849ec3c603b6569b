import type { LogRecord, Observation } from '../model/index.ts'
import type { Parser, ParserRun, Pattern } from './define.ts'
import { createLiteralIndex } from './literal-index.ts'
import { matchPattern } from './match.ts'
import { maySpeak, repeats } from './speaker.ts'

/** Alike lines closer than this are one observation with a count: a NIC that hangs every 2 s is one hang. */
const FOLD_GAP_MS = 10 * 60_000

interface SourceState {
  readonly runs: ParserRun[]
  readonly emit: (observation: Observation) => void
  /** Last observation per kind and entity, for folding. */
  readonly last: Map<string, { index: number; until: number | null }>
}

/**
 * Turns records into observations. Feed the records of each source in their order; sources may come in any order.
 *
 * All literals are looked for in one pass over a record: most lines of a log interest nobody, and twice as many patterns must not
 * cost twice the time.
 */
export function createObserver(patterns: readonly Pattern[], parsers: readonly Parser[]) {
  const literals = createLiteralIndex([...parsers, ...patterns].map((unit) => unit.literals))
  const found: Observation[] = []
  const states = new Map<string, SourceState>()

  const emitInto = (last: SourceState['last']) => (observation: Observation) => {
    const key = foldKey(observation)
    const before = last.get(key)
    const previous = before && found[before.index]
    if (before && previous && near(before.until, observation.at)) {
      before.until = observation.at
      found[before.index] = { ...previous, until: observation.at, count: (previous.count ?? 1) + 1 }
      return
    }
    last.set(key, { index: found.length, until: observation.at })
    found.push(observation)
  }

  const stateOf = (record: LogRecord): SourceState => {
    const key = record.source.stream ?? record.source.file
    const known = states.get(key)
    if (known) return known
    const last: SourceState['last'] = new Map()
    const emit = emitInto(last)
    const state: SourceState = { runs: parsers.map((parser) => parser.start(record.source, emit)), emit, last }
    states.set(key, state)
    return state
  }

  return {
    see(record: LogRecord): void {
      const state = stateOf(record)
      const holding = literals.find(record.message)
      if ((holding.length === 0 && !state.runs.some((run) => run.open)) || repeats(record)) return
      let next = 0
      for (let n = 0; n < parsers.length; n++) {
        const holds = holding[next] === n
        if (holds) next++
        const run = state.runs[n]!
        if (run.open || holds) run.see(record)
      }
      for (; next < holding.length; next++) {
        const pattern = patterns[holding[next]! - parsers.length]!
        if (pattern.side !== undefined && pattern.side !== record.source.side) continue
        if (!maySpeak(record, pattern.by)) continue
        const observation = matchPattern(pattern, record)
        if (observation) state.emit(observation)
      }
    },
    end(): Observation[] {
      for (const state of states.values()) for (const run of state.runs) run.end()
      return found
    },
  }
}

/** Only what is the same thing said again is folded: same kind, same entity, same figures apart from counters. */
const foldKey = (o: Observation) => `${o.kind}|${o.says}|${JSON.stringify(o.about)}|${shapeOf(o.cites[0].message)}`

/** What the line says apart from its figures: `No space left` of a backup and of a daemon are two things. */
const shapeOf = (message: string) => message.slice(0, 200).replace(/\b(?:0x)?[\da-f]*\d[\da-f]*\b/gi, '#')

const near = (a: number | null, b: number | null) => (a === null || b === null ? a === b : Math.abs(b - a) <= FOLD_GAP_MS)
