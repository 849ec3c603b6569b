import type { LogRecord, Observation } from '../model/index.ts'
import type { Parser, ParserRun, Pattern } from './define.ts'
import { matchPattern } from './match.ts'
import { maySpeak, repeats } from './speaker.ts'

/** Alike lines closer than this are one observation with a count: a NIC that hangs every 2 s is one hang. */
const FOLD_GAP_MS = 10 * 60_000

interface SourceState {
  readonly runs: ParserRun[]
  /** Last observation per kind and entity, for folding. */
  readonly last: Map<string, { index: number; until: number | null }>
}

/**
 * Turns records into observations. Feed the records of each source in their order; sources may come in any order.
 *
 * Every record passes one alternation of all literals first: most lines of a log interest nobody, and twice as many patterns
 * must not cost twice the time.
 */
export function createObserver(patterns: readonly Pattern[], parsers: readonly Parser[]) {
  const literals = [...new Set([...patterns.flatMap((p) => p.literals), ...parsers.flatMap((p) => p.literals)])]
  const anyLiteral = new RegExp(literals.map(escapeRegExp).join('|'))
  const found: Observation[] = []
  const states = new Map<string, SourceState>()

  const emitInto = (state: SourceState) => (observation: Observation) => {
    const key = foldKey(observation)
    const before = state.last.get(key)
    const previous = before && found[before.index]
    if (before && previous && near(before.until, observation.at)) {
      before.until = observation.at
      found[before.index] = { ...previous, until: observation.at, count: (previous.count ?? 1) + 1 }
      return
    }
    state.last.set(key, { index: found.length, until: observation.at })
    found.push(observation)
  }

  const stateOf = (record: LogRecord): SourceState => {
    const key = record.source.stream ?? record.source.file
    const known = states.get(key)
    if (known) return known
    const state: SourceState = { runs: [], last: new Map() }
    const emit = emitInto(state)
    state.runs.push(...parsers.map((parser) => parser.start(record.source, emit)))
    states.set(key, state)
    return state
  }

  return {
    see(record: LogRecord): void {
      const state = stateOf(record)
      const interesting = anyLiteral.test(record.message)
      if ((!interesting && !state.runs.some((run) => run.open)) || repeats(record)) return
      for (let n = 0; n < parsers.length; n++) {
        const run = state.runs[n]!
        if (run.open || (interesting && parsers[n]!.literals.some((literal) => record.message.includes(literal)))) run.see(record)
      }
      if (!interesting) return
      const emit = emitInto(state)
      for (const pattern of patterns) {
        if (!pattern.literals.some((literal) => record.message.includes(literal))) continue
        if (pattern.side !== undefined && pattern.side !== record.source.side) continue
        if (!maySpeak(record, pattern.by)) continue
        const observation = matchPattern(pattern, record)
        if (observation) emit(observation)
      }
    },
    end(): Observation[] {
      for (const state of states.values()) for (const run of state.runs) run.end()
      return found
    },
  }
}

const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Only what is the same thing said again is folded: same kind, same entity, same figures apart from counters. */
const foldKey = (o: Observation) => `${o.kind}|${o.says}|${JSON.stringify(o.about)}`

const near = (a: number | null, b: number | null) => (a === null || b === null ? a === b : Math.abs(b - a) <= FOLD_GAP_MS)
