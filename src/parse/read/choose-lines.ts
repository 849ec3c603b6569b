import { createPrefilter, type Prefilter } from '../../journal/index.ts'
import { createLineCutter, LINE_CAP, lineOf, type PhysicalLine } from './lines.ts'

/** Which lines of a large log are read. */
export interface LineChoice {
  /** A line that holds one of these is read (4 bytes or more each; ASCII case is ignored). */
  readonly literals: readonly string[]
  /** Behind a line like this the next ones are read too: a memory report, a trace. */
  readonly opens?: RegExp | undefined
  /** Before a line like this the ones before are read too: how a boot ended stands before the next one begins. */
  readonly looksBack?: RegExp | undefined
  /** So much from the start is read whole: it tells the format, the programs, the time. */
  readonly wholeBytes: number
}

/** What a line needs before it to be understood. */
export interface LineContext {
  /** Whether the line stands for itself: it has a prefix of its own and is no continuation. */
  standsAlone(text: string): boolean
  /** Where in a line to look; everywhere unless given. Returns a start and an end. */
  lookIn?(bytes: Buffer, from: number, to: number): readonly [number, number]
}

export interface LineChooser {
  /** The chosen lines that are whole now, in order. */
  cut(chunk: Buffer): PhysicalLine[]
  end(): PhysicalLine[]
  /** How many lines that stand for themselves were passed over, by their first character. */
  passedOver(): number
}

/** The report of a large host has a row per task; a trace has 30 lines, among those of others. */
const LINES_BEHIND = 1500
/** How many lines before one are at hand: how a boot ended, whose words a line continues. */
const LINES_BEFORE = 450
/** So much before the end of what is read whole, reports are watched for that go on behind it. */
const REACH = 1024 * 1024
/** And of how many bytes: what lies further back may be gone from memory. */
const BYTES_BEFORE = 512 * 1024
const SPACE = 0x20
const TAB = 0x09

/**
 * Chooses lines by their bytes, before any string is made. With a line come the lines it needs to be understood: those it continues,
 * those that continue it. The last line of every chunk is read as well, so that time goes on without large steps.
 */
export function createLineChooser(choice: LineChoice, context: LineContext, cap = LINE_CAP): LineChooser {
  const prefilter: Prefilter = createPrefilter([choice.literals])
  const { opens, looksBack } = choice
  let seenBytes = 0
  let passed = 0
  let chosen: PhysicalLine[] = []
  /** So many lines are still to be read, whatever they hold. */
  let behind = 0
  /** Whether the last line was read: indented ones that follow belong to it. */
  let continuing = false
  const history = createHistory()
  const blocks = createBlocks(prefilter, choice.literals)
  const lineHolds = (bytes: Buffer, from: number, to: number): boolean => {
    const [start, end] = context.lookIn?.(bytes, from, to) ?? [from, to]
    return prefilter.candidates(bytes, start, end).length > 0
  }

  const give = (line: PhysicalLine): void => {
    chosen.push(line)
    continuing = true
  }
  const giveHistory = (enough: (line: PhysicalLine) => boolean): void => {
    const before: PhysicalLine[] = []
    for (let line = history.pop(); line !== null; line = history.pop()) {
      before.push(line)
      if (enough(line)) break
    }
    history.clear()
    passed -= before.filter(({ text }) => countsAsRecord(text.charCodeAt(0))).length
    for (const line of before.toReversed()) give(line)
  }
  const cutter = createLineCutter((bytes, from, to, number, cut) => {
    const first = from < to ? bytes[from]! : 0
    const indented = first === SPACE || first === TAB
    if (seenBytes < choice.wholeBytes - REACH) {
      give(lineOf(bytes, from, to, number, cut))
      return
    }
    const wanted = seenBytes < choice.wholeBytes || behind > 0 || (indented && continuing)
    const holds = blocks.mayHold(bytes, from, to) && lineHolds(bytes, from, to)
    if (!wanted && !holds) {
      continuing = false
      if (countsAsRecord(first)) passed++
      history.push(bytes, from, to, number, cut)
      return
    }
    const line = lineOf(bytes, from, to, number, cut)
    if (behind > 0) behind--
    if (holds) {
      if (looksBack?.test(line.text)) giveHistory(() => false)
      else if (!continuing && (indented || !context.standsAlone(line.text)))
        giveHistory(({ text }) => !/^\s/.test(text) && context.standsAlone(text))
      if (opens?.test(line.text)) behind = LINES_BEHIND
    }
    history.clear()
    give(line)
  }, cap)
  const giveLast = (): void => {
    if (continuing) return
    const line = history.pop()
    if (line === null) return
    history.push(Buffer.from(line.text), 0, Buffer.byteLength(line.text), line.number, line.cut)
    if (/^\s*$/.test(line.text) || !context.standsAlone(line.text)) return
    history.clear()
    passed--
    give(line)
  }
  const take = (): PhysicalLine[] => {
    giveLast()
    const lines = chosen
    chosen = []
    return lines
  }
  return {
    cut(chunk) {
      if (seenBytes >= choice.wholeBytes - REACH) blocks.look(chunk)
      cutter.cut(chunk)
      seenBytes += chunk.length
      return take()
    },
    end() {
      cutter.end()
      return take()
    },
    passedOver: () => passed,
  }
}

const countsAsRecord = (first: number): boolean => first !== SPACE && first !== TAB && first !== 0 && first !== 0x0d && !Number.isNaN(first)

/** So many bytes are looked at in one go: where they hold nothing, none of their lines does. */
const BLOCK = 4096

/** Most of a log holds nothing: it is looked at in blocks, and only the lines of a block that holds something one by one. */
function createBlocks(prefilter: Prefilter, literals: readonly string[]) {
  const longest = Math.max(...literals.map((literal) => Buffer.byteLength(literal)))
  let looked: Buffer | null = null
  let holding = new Uint8Array(0)
  return {
    look(chunk: Buffer): void {
      // Words can only be read from where the memory is aligned; a piece that is not is looked at line by line.
      looked = chunk.byteOffset % 4 === 0 && chunk.length >= BLOCK ? chunk : null
      if (looked === null) return
      const words = new Int32Array(chunk.buffer, chunk.byteOffset, chunk.length >> 2)
      const count = Math.ceil(chunk.length / BLOCK)
      if (holding.length < count) holding = new Uint8Array(count)
      for (let block = 0; block < count; block++) {
        const from = block * BLOCK
        // A text that begins in a block may end in the next.
        holding[block] = prefilter.holds(chunk, words, from, Math.min(from + BLOCK + longest, chunk.length)) ? 1 : 0
      }
      // Up to three bytes behind the last whole word were not looked at.
      if (chunk.length % 4 !== 0) holding[count - 1] = 1
    },
    mayHold(bytes: Buffer, from: number, to: number): boolean {
      if (bytes !== looked) return true
      for (let block = Math.floor(from / BLOCK); block * BLOCK < to; block++) if (holding[block] === 1) return true
      return false
    },
  }
}

/** The last lines that were passed over, as bytes. */
function createHistory() {
  const buffers: (Buffer | null)[] = Array.from({ length: LINES_BEFORE }, () => null)
  const froms = new Int32Array(LINES_BEFORE)
  const tos = new Int32Array(LINES_BEFORE)
  const numbers = new Float64Array(LINES_BEFORE)
  const cuts = new Uint8Array(LINES_BEFORE)
  let next = 0
  let held = 0
  let bytesHeld = 0
  const sizeAt = (place: number) => tos[place]! - froms[place]!
  const oldest = () => (next - held + LINES_BEFORE) % LINES_BEFORE
  return {
    push(bytes: Buffer, from: number, to: number, number: number, cut: boolean): void {
      if (held === LINES_BEFORE) bytesHeld -= sizeAt(next)
      buffers[next] = bytes
      froms[next] = from
      tos[next] = to
      numbers[next] = number
      cuts[next] = cut ? 1 : 0
      next = next + 1 === LINES_BEFORE ? 0 : next + 1
      if (held < LINES_BEFORE) held++
      bytesHeld += to - from
      for (; bytesHeld > BYTES_BEFORE && held > 0; held--) bytesHeld -= sizeAt(oldest())
    },
    /** The newest, taken out; null when there is none. */
    pop(): PhysicalLine | null {
      if (held === 0) return null
      held--
      next = next === 0 ? LINES_BEFORE - 1 : next - 1
      bytesHeld -= sizeAt(next)
      return lineOf(buffers[next]!, froms[next]!, tos[next]!, numbers[next]!, cuts[next] === 1)
    },
    clear(): void {
      held = 0
      bytesHeld = 0
    },
  }
}
