import { randomBytes } from 'node:crypto'
import type { Answer } from './answer.ts'
import { commandOf, renderCommand } from './allowed.ts'
import type { Plan, Span, Step } from './define.ts'
import { collectors } from './index.generated.ts'
import { type Machine, stepsFor } from './machine.ts'
import { createFrameDecoder } from '../bundle/index.ts'
import { prelude, roundScript } from './session/script.ts'

export interface AgentScript {
  readonly text: string
  readonly word: string
  readonly steps: readonly { readonly step: Step; readonly needs: string }[]
}

/** The inside of a guest without SSH: the same commands as for a guest with it, as one script that its agent runs. */
export function agentScriptOf(window: Span, focus: readonly Span[], now: number): AgentScript {
  const plan: Plan = {
    node: 'guest',
    kind: 'guest',
    window,
    now,
    focus,
    layer: 'unknown',
    home: true,
    tasks: [],
    disks: [],
    hasJournal: true,
  }
  const steps = [...stepsFor(collectors, 'triage', plan), ...stepsFor(collectors, 'evidence', plan)]
  const word = `w${randomBytes(8).toString('hex')}`
  const script = roundScript(
    steps.map(({ step }, n) => {
      const { seconds, bytes } = commandOf(step.use)
      return {
        id: String(n),
        seconds: Math.min(seconds, 8),
        bytes: Math.min(bytes, 2_000_000),
        run: renderCommand(step.use, step.with ?? {}),
        lane: 1,
      }
    }),
  )
  return { text: prelude(word, false) + script, word, steps }
}

/** What the script said, taken out of `{"exitcode":0,"out-data":"…"}`; without an answer, one row that says why. */
export function agentAnswers(machine: Machine, script: AgentScript): Answer[] {
  const shell = machine.answers.find(({ step }) => step.use === 'agent-shell')
  if (!shell) return []
  let said = ''
  try {
    said = String((JSON.parse(shell.content.toString('utf8')) as { 'out-data'?: string })['out-data'] ?? '')
  } catch {
    // Not JSON: the agent refused, which the coverage of its own answer tells.
  }
  return said === '' ? [{ ...shell, content: Buffer.alloc(0) }] : answersOf(said, script, shell.step.of ?? 'guests/guest')
}

/** The answers in what a script printed. `of` is the folder of the guest. */
export function answersOf(said: string, script: AgentScript, of: string): Answer[] {
  const seen = new Map<number, { content: Buffer[]; exit: number | null; stderr: string }>()
  const decoder = createFrameDecoder(script.word, {
    begin: (id) => seen.set(Number(id), { content: [], exit: null, stderr: '' }),
    data: (id, bytes) => seen.get(Number(id))?.content.push(Buffer.from(bytes)),
    trailer: (id, exit, stderr) => Object.assign(seen.get(Number(id)) ?? {}, { exit, stderr }),
    end: () => {},
    mark: () => {},
  })
  decoder.push(Buffer.from(said))
  decoder.end()
  return script.steps.map(({ step }, n): Answer => {
    const one = seen.get(n)
    const content = Buffer.concat(one?.content ?? [])
    return {
      step: { ...step, of },
      limitSeconds: Math.min(commandOf(step.use).seconds, 8),
      content,
      result: {
        id: String(n),
        exit: one?.exit ?? null,
        stderr: one?.stderr ?? '',
        bytes: content.length,
        milliseconds: 0,
        ended: one === undefined ? 'not-reached' : one.exit === null ? 'hung' : 'exit',
      },
    }
  })
}
