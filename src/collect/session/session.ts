import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createFrameDecoder, type FrameListener } from '../../bundle/index.ts'
import { clockLine, prelude, roundScript, type ScriptStep } from './script.ts'

/** How one command ended, seen from here. */
export interface StepResult {
  readonly id: string
  /** Null when it neither ended nor was ended: it hung, or the session went away. */
  readonly exit: number | null
  readonly stderr: string
  readonly bytes: number
  readonly milliseconds: number
  readonly ended: 'exit' | 'cut' | 'hung' | 'gone' | 'not-reached'
}

export interface ClockReading {
  /** Machine clock minus ours. */
  readonly offsetMs: number
  /** The truth is at most this far away: half of the shortest round trip. */
  readonly errorMs: number
  readonly exchanges: number
  readonly at: number
}

export interface ShellSession {
  /** Resolves when the shell at the other end answers; rejects with what the program said on stderr. */
  readonly ready: Promise<void>
  clock(exchanges: number): Promise<ClockReading | null>
  /** Runs the steps of a round. Never rejects: what did not come is told in the results. */
  run(steps: readonly ScriptStep[], sink: (id: string, bytes: Uint8Array) => void, deadline: number): Promise<StepResult[]>
  close(): void
  /** Bytes received. */
  received(): number
}

export interface ShellProgram {
  readonly command: string
  readonly args: readonly string[]
  /** Time until the shell must have answered. */
  readonly connectMs: number
  readonly sudo: boolean
}

const STDERR_CAP = 8192

/** A shell at the other end of a program: `ssh … sh -s`, or `sh -s` itself. Everything of a machine goes through this one. */
export function openSession(program: ShellProgram): ShellSession {
  const word = `w${randomBytes(8).toString('hex')}`
  const child: ChildProcess = spawn(program.command, program.args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let gone = false
  let stderr = ''
  let received = 0
  let greet: (() => void) | null = null
  let clockReply: ((seconds: string) => void) | null = null
  let round: Round | null = null

  const listener = (lane: 1 | 2): FrameListener => ({
    begin: (id) => round?.begin(id),
    data: (id, bytes) => round?.data(id, bytes),
    trailer: (id, exit, text) => round?.trailer(id, exit, text),
    end: (id) => round?.end(id),
    mark(words) {
      if (words[0] === 'hello') greet?.()
      else if (words[0] === 'clock') clockReply?.(words[1] ?? '')
      else if (words[0] === 'lane' && lane === 2) round?.laneDone(2)
      else if (words[0] === 'done') round?.laneDone(1)
    },
  })
  const lanes = { 1: createFrameDecoder(word, listener(1)), 2: createFrameDecoder(word, listener(2)) } as const
  child.stdout!.on('data', (chunk: Buffer) => {
    received += chunk.length
    lanes[1].push(chunk)
  })
  child.stderr!.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (stderr.length < STDERR_CAP) stderr += chunk.toString('latin1')
    lanes[2].push(chunk)
  })
  // A machine that goes away breaks the pipe; that is told by `exit`.
  child.stdin!.on('error', () => {})

  const left = new Promise<void>((resolve) => {
    const leave = () => {
      if (gone) return
      gone = true
      // Before the decoders close what was open: those frames did not end by themselves.
      round?.gone()
      lanes[1].end()
      lanes[2].end()
      clockReply?.('')
      resolve()
    }
    child.on('error', (error) => {
      stderr += error.message
      leave()
    })
    // Not `close`: a connection that stays open in the background keeps our stderr.
    child.on('exit', () => setTimeout(leave, 20))
  })

  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`no answer within ${Math.round(program.connectMs / 1000)} s`))
    }, program.connectMs)
    greet = () => {
      clearTimeout(timer)
      stderr = ''
      resolve()
    }
    void left.then(() => {
      clearTimeout(timer)
      reject(new Error(stderr.trim() || 'the connection ended before the shell answered'))
    })
  })
  ready.catch(() => {})
  child.stdin!.write(`${prelude(word, program.sudo)}printf '\\n%s hello\\n' "$N"\n`)

  return {
    ready,
    async clock(exchanges) {
      let best: ClockReading | null = null
      for (let n = 0; n < exchanges && !gone; n++) {
        const sent = performance.timeOrigin + performance.now()
        const reply = new Promise<string>((resolve) => (clockReply = resolve))
        child.stdin!.write(clockLine)
        const timer = setTimeout(() => clockReply?.(''), 5000)
        const text = await reply
        clearTimeout(timer)
        clockReply = null
        const got = performance.timeOrigin + performance.now()
        const seconds = Number(text.replace(/\.%?N$/, '.5'))
        if (!Number.isFinite(seconds) || text === '') continue
        const coarse = /\.\d/.test(text) ? 0 : 500
        const reading = {
          offsetMs: Math.round(seconds * 1000 + coarse - (sent + got) / 2),
          errorMs: Math.ceil((got - sent) / 2) + (text.endsWith('N') ? 500 : coarse),
          exchanges,
          at: Math.round(got),
        }
        if (best === null || reading.errorMs < best.errorMs) best = reading
      }
      return best
    },
    async run(steps, sink, deadline) {
      if (steps.length === 0) return []
      const current = createRound(steps, sink)
      round = current
      if (gone) current.gone()
      else child.stdin!.write(roundScript(steps))
      const timer = setTimeout(() => current.outOfTime(), Math.max(0, deadline - Date.now()))
      const results = await current.finished
      clearTimeout(timer)
      round = null
      return results
    },
    close() {
      child.stdin!.end()
      const timer = setTimeout(() => child.kill('SIGKILL'), 500)
      timer.unref()
      child.on('exit', () => clearTimeout(timer))
      // A connection that is kept for the next command holds these open.
      void left.then(() => {
        child.stdout!.destroy()
        child.stderr!.destroy()
      })
      child.unref()
    },
    received: () => received,
  }
}

type Round = ReturnType<typeof createRound>

function createRound(steps: readonly ScriptStep[], sink: (id: string, bytes: Uint8Array) => void) {
  const state = new Map(
    steps.map((step) => [
      step.id,
      { step, started: 0, ended: 0, bytes: 0, exit: null as number | null, stderr: '', seen: false, over: false },
    ]),
  )
  let open = new Set<1 | 2>(steps.some((step) => step.lane === 2) ? [1, 2] : [1])
  let finish!: (results: StepResult[]) => void
  const finished = new Promise<StepResult[]>((resolve) => (finish = resolve))
  const now = () => performance.now()
  const settle = (why: 'gone' | 'time' | null) =>
    finish(
      [...state.values()].map(({ step, started, ended, bytes, exit, stderr, seen, over }): StepResult => ({
        id: step.id,
        exit,
        stderr,
        bytes,
        milliseconds: seen ? Math.round((over ? ended : now()) - started) : 0,
        ended: !seen
          ? why === 'gone'
            ? 'gone'
            : 'not-reached'
          : exit !== null
            ? 'exit'
            : bytes > step.bytes
              ? 'cut'
              : over || why === 'time'
                ? 'hung'
                : 'gone',
      })),
    )
  return {
    finished,
    begin(id: string) {
      const one = state.get(id)
      if (one) Object.assign(one, { seen: true, started: now() })
    },
    data(id: string, bytes: Uint8Array) {
      const one = state.get(id)
      if (!one) return
      one.bytes += bytes.length
      sink(id, bytes)
    },
    trailer(id: string, exit: number, stderr: string) {
      const one = state.get(id)
      if (one) Object.assign(one, { exit, stderr })
    },
    end(id: string) {
      const one = state.get(id)
      if (one) Object.assign(one, { over: true, ended: now() })
    },
    laneDone(lane: 1 | 2) {
      open.delete(lane)
      if (open.size === 0) settle(null)
    },
    /** The session ended. A frame that the decoder had to close itself had not ended by itself. */
    gone() {
      open = new Set()
      settle('gone')
    },
    outOfTime() {
      settle('time')
    },
  }
}
