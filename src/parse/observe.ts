import type { LogRecord, Observation } from '../model/index.ts'
import { createPrefilter, SHORTEST_LITERAL } from '../journal/index.ts'
import type { Parser, ParserRun, Pattern } from './define.ts'
import { matchPattern } from './match.ts'
import { maySpeak, repeats } from './speaker.ts'

/** Alike lines closer than this are one observation with a count: a NIC that hangs every 2 s is one hang. */
const FOLD_GAP_MS = 10 * 60_000

interface SourceState {
  readonly emit: (observation: Observation) => void
  readonly runs: ParserRun[]
  /** Last observation per kind and entity, for folding. */
  readonly last: Map<string, { index: number; until: number | null }>
}

/**
 * Turns records into observations. Feed the records of each source in their order; sources may come in any order.
 *
 * Every record passes one search for all literals first: most lines of a log interest nobody, and twice as many patterns
 * must not cost twice the time.
 */
export function createObserver(patterns: readonly Pattern[], parsers: readonly Parser[]) {
  const candidatesOf = createCandidates([...patterns, ...parsers].map(({ literals }) => literals))
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
    const state: SourceState = { emit, last, runs: parsers.map((parser) => parser.start(record.source, emit)) }
    states.set(key, state)
    return state
  }

  return {
    see(record: LogRecord): void {
      const state = stateOf(record)
      const candidates = candidatesOf(record.message)
      if ((candidates.length === 0 && !state.runs.some((run) => run.open)) || repeats(record)) return
      for (let n = 0; n < parsers.length; n++) {
        const run = state.runs[n]!
        if (run.open || candidates.includes(patterns.length + n)) run.see(record)
      }
      for (const number of candidates) {
        const pattern = patterns[number]
        if (pattern === undefined) break
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

/** Numbers of the literal lists one of whose literals (case matters) stands in a text, in order. */
function createCandidates(lists: readonly (readonly string[])[]): (text: string) => readonly number[] {
  // Command output is also known by words too short for the search, as `twi` of a thin pool.
  const tooShort = lists.flatMap((list, n) => (list.some((literal) => literal.length < SHORTEST_LITERAL) ? [n] : []))
  const prefilter = createPrefilter(lists.map((list, n) => (tooShort.includes(n) ? [NEVER] : list)))
  const scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES)
  return (text) => {
    const fits = text.length * 3 <= SCRATCH_BYTES
    const bytes = fits ? scratch : Buffer.from(text)
    const found = [...tooShort, ...prefilter.candidates(bytes, 0, fits ? scratch.write(text) : bytes.length)]
    return found.length === 0 ? found : found.filter((n) => lists[n]!.some((literal) => text.includes(literal))).toSorted((a, b) => a - b)
  }
}

const SCRATCH_BYTES = 64 * 1024
const NEVER = '\u0000\u0000\u0000\u0000\u0000\u0000\u0000'

/** Only what is the same thing said again is folded: same kind, same entity, same figures apart from counters. */
const foldKey = (o: Observation) => `${o.kind}|${o.says}|${JSON.stringify(o.about)}`

const near = (a: number | null, b: number | null) => (a === null || b === null ? a === b : Math.abs(b - a) <= FOLD_GAP_MS)
