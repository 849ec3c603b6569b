import { type CommandId, commandOf, renderCommand } from './allowed.ts'
import type { MachineTarget } from './machine.ts'
import { openSession, type ShellSession } from './session/session.ts'
import { explainSsh } from './transports/openssh.ts'

/** One machine that is asked the same things again and again over one session, which is opened anew when it went away. */
export interface Poll {
  readonly target: MachineTarget
  /**
   * What the commands printed, by their id; a command that failed or hung is not in it. Rejects when the machine does not
   * answer, with why in the words of a person.
   */
  ask(uses: readonly CommandId[], budgetMs: number): Promise<ReadonlyMap<CommandId, string>>
  close(): void
}

export function createPoll(target: MachineTarget): Poll {
  let session: ShellSession | null = null
  const close = () => {
    session?.close()
    session = null
  }
  return {
    target,
    close,
    async ask(uses, budgetMs) {
      try {
        session ??= openSession(await target.program())
        await session.ready
      } catch (error) {
        close()
        throw new Error(explainSsh(target.alias, (error as Error).message).because, { cause: error })
      }
      const texts = new Map<CommandId, string[]>()
      const steps = uses.map((use, n) => {
        const { seconds, bytes, slow } = commandOf(use)
        texts.set(use, [])
        return { id: String(n), seconds, bytes, run: renderCommand(use, {}), lane: slow ? (2 as const) : (1 as const) }
      })
      const results = await session.run(
        steps,
        (id, bytes) => texts.get(uses[Number(id)]!)?.push(Buffer.from(bytes).toString('utf8')),
        Date.now() + budgetMs,
      )
      if (results.some(({ ended }) => ended === 'gone')) {
        close()
        throw new Error(`${target.alias} went away while it was asked`)
      }
      return new Map(
        results.flatMap(({ exit, ended }, n) =>
          ended === 'exit' && exit === 0 ? [[uses[n]!, (texts.get(uses[n]!) ?? []).join('')] as const] : [],
        ),
      )
    },
  }
}
