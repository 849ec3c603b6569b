import type { CapacityFile } from '../../capacity/index.ts'
import { createPoll, type MachineTarget } from '../../collect/index.ts'
import type { Sighting } from '../sighting.ts'
import { readMachine } from './machine-look.ts'

const BUDGET_MS = 12_000
const FOR_PLANS = ['identity', 'pve-guests', 'memory', 'zfs-state', 'guest-memory'] as const
const USES = ['identity', 'pve-guests', 'memory', 'zfs-state', 'guest-memory', 'root-space', 'thin-pools'] as const

export interface ShellEyes {
  look(): Promise<Sighting>
  /** What each host last told, as the memory plan reads it. */
  files(): CapacityFile[]
  close(): void
}

/** Looks at hosts over their shells, side by side, each over one session that stays open. */
export function lookByShell(targets: readonly MachineTarget[], now: () => number): ShellEyes {
  const files = new Map<string, CapacityFile[]>()
  const polls = targets.map(createPoll)
  return {
    close: () => polls.forEach((poll) => poll.close()),
    files: () => [...files.values()].flat(),
    async look() {
      const seen = await Promise.all(
        polls.map(async (poll) => {
          const node = poll.target.name
          try {
            const texts = await poll.ask(USES, BUDGET_MS)
            const collectedAt = new Date(now()).toISOString()
            files.set(
              node,
              FOR_PLANS.flatMap((use) =>
                texts.has(use) ? [{ file: `${node}/${use}.txt`, node, origin: use, collectedAt, text: texts.get(use)! }] : [],
              ),
            )
            return {
              ...readMachine({
                node,
                at: now(),
                identity: texts.get('identity'),
                guests: texts.get('pve-guests'),
                memory: texts.get('memory'),
                zfs: texts.get('zfs-state'),
                guestMemory: texts.get('guest-memory'),
                rootSpace: texts.get('root-space'),
                thinPools: texts.get('thin-pools'),
              }),
              // A guest list that did not come says nothing about guests: they are not gone.
              because: texts.has('pve-guests') ? null : 'its list of guests did not come',
            }
          } catch (error) {
            return {
              node: {
                name: node,
                online: false,
                bootId: null,
                uptime: null,
                memory: null,
                memoryPressure: null,
                killedNext: [],
                rootUsed: null,
              },
              guests: [],
              storages: [],
              because: (error as Error).message,
            }
          }
        }),
      )
      return {
        at: now(),
        cluster: null,
        nodes: seen.map(({ node }) => node),
        guests: seen.flatMap(({ guests }) => guests),
        storages: seen.flatMap(({ storages }) => storages),
        quorate: null,
        missing: seen.flatMap(({ node, because }) => (because === null ? [] : [{ node: node.name, because }])),
      }
    },
  }
}
