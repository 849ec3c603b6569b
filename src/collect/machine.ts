import type { ManifestClock, ManifestCommand } from '../model/index.ts'
import { type Answer } from './answer.ts'
import { commandOf, renderCommand, waitsFor } from './allowed.ts'
import type { Collector, MachineKind, Plan, Step } from './define.ts'
import { quote, type ScriptStep } from './session/script.ts'
import { type ClockReading, openSession, type ShellProgram, type ShellSession } from './session/session.ts'
import { explainSsh } from './transports/openssh.ts'

export interface MachineTarget {
  /** Folder in the bundle: `nodes/pve1`, `guests/maas`. */
  readonly folder: string
  readonly name: string
  readonly kind: MachineKind
  /** How it is reached, as people know it. */
  readonly alias: string
  readonly program: () => Promise<ShellProgram>
}

export interface Machine {
  readonly target: MachineTarget
  /** Null until it answers; then why it does not, or nothing. */
  readonly trouble: { because: string; next: string } | null
  readonly clock: ClockReading | null
  readonly answers: readonly Answer[]
  readonly commands: readonly ManifestCommand[]
  connect(): Promise<boolean>
  ask(steps: readonly { step: Step; needs: string }[], deadline: number): Promise<void>
  /** Bytes of an artifact so far. */
  text(artifact: string): string
  needsOf(step: Step): string
  received(): number
  /** Stops waiting for an answer: something else told that none can come. */
  giveUp(because: { because: string; next: string }): void
  close(): void
}

const CLOCK_EXCHANGES = 4

/** One machine, one session: connects, measures its clock, and asks what it is told to ask. */
export function createMachine(target: MachineTarget): Machine {
  let session: ShellSession | null = null
  let trouble: Machine['trouble'] = null
  let clock: ClockReading | null = null
  let answered = false
  const answers: Answer[] = []
  const commands: ManifestCommand[] = []
  const needs = new Map<Step, string>()
  return {
    target,
    get trouble() {
      return trouble
    },
    get clock() {
      return clock
    },
    answers,
    commands,
    async connect() {
      try {
        session = openSession(await target.program())
        await session.ready
        clock = await session.clock(CLOCK_EXCHANGES)
        answered = trouble === null
      } catch (error) {
        trouble ??= explainSsh(target.alias, (error as Error).message)
      }
      return answered
    },
    async ask(steps, deadline) {
      if (!session || steps.length === 0) return
      const first = answers.length
      const script = steps.map(({ step, needs: rights }, n): ScriptStep => {
        needs.set(step, rights)
        const { seconds, bytes, slow } = commandOf(step.use)
        return {
          id: String(first + n),
          seconds,
          bytes,
          run: renderCommand(step.use, step.with ?? {}, quote),
          lane: slow ? 2 : 1,
          waitsFor: waitsFor(step.use),
        }
      })
      const contents = new Map<string, Buffer[]>(script.map(({ id }) => [id, []]))
      const results = await session.run(script, (id, bytes) => contents.get(id)?.push(Buffer.from(bytes)), deadline)
      for (const [n, result] of results.entries()) {
        const { step } = steps[n]!
        const { seconds, run } = script[n]!
        const content = Buffer.concat(contents.get(result.id) ?? [])
        answers.push({ step, result, limitSeconds: seconds, content })
        commands.push({
          machine: target.folder,
          command: run,
          artifact: `${step.of ?? target.folder}/${step.artifact}`,
          limitSeconds: seconds,
          exit: result.exit,
          ended: result.ended,
          milliseconds: result.milliseconds,
          bytes: content.length,
          ...(result.stderr === '' ? {} : { stderr: result.stderr.slice(0, 500) }),
        })
      }
    },
    text: (artifact) =>
      answers
        .filter(({ step }) => step.artifact === artifact)
        .map(({ content }) => content.toString('utf8'))
        .join('\n'),
    needsOf: (step) => needs.get(step) ?? 'more rights',
    received: () => session?.received() ?? 0,
    giveUp(because) {
      if (answered) return
      trouble ??= because
      session?.close()
    },
    close() {
      session?.close()
    },
  }
}

/** The steps of a round for a machine, what expires first in front. */
export function stepsFor(collectors: readonly Collector[], round: Collector['round'], plan: Plan): { step: Step; needs: string }[] {
  return collectors
    .filter((collector) => collector.round === round && collector.on.includes(plan.kind))
    .toSorted((a, b) => a.lasts - b.lasts || (a.id < b.id ? -1 : 1))
    .flatMap((collector) => collector.steps(plan).map((step) => ({ step, needs: collector.needs })))
}

export const clockOf = (machine: Machine): ManifestClock | null =>
  machine.clock && {
    machine: machine.target.folder,
    offsetMs: machine.clock.offsetMs,
    errorMs: machine.clock.errorMs,
    exchanges: machine.clock.exchanges,
    at: new Date(machine.clock.at).toISOString(),
  }
