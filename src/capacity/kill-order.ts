import { badness, type KernelRule, type OomTask, ruleOf } from '../parse/index.ts'

/** A process as the kernel weighs it. */
export interface Candidate extends OomTask {
  /** True for a process without memory of its own; the kernel never considers it. */
  readonly kernelThread?: boolean
}

export interface Weighed<C extends Candidate = Candidate> {
  readonly process: C
  readonly points: number
}

export interface KillOrder<C extends Candidate = Candidate> {
  /** Who is chosen first stands first. */
  readonly order: readonly Weighed<C>[]
  /** Whom the kernel never chooses, and why. */
  readonly never: readonly { readonly process: C; readonly because: string }[]
}

export interface Machine {
  /** Pages of memory and swap (or of the limit of the cgroup), in which `oom_score_adj` is measured. */
  readonly totalPages: number
  /** Release, `6.8.12-9-pve`. */
  readonly kernel?: string
}

/**
 * The order in which the kernel would choose its victims, by its own rule (`select_bad_process`, `oom_badness`). The list
 * must be in the order of the process list, which settles equal points; that is the order of the kernel's task table.
 */
export function killOrder<C extends Candidate>(processes: readonly C[], machine: Machine): KillOrder<C> {
  const rule: KernelRule = ruleOf(machine.kernel)
  const never: { process: C; because: string }[] = []
  const weighed: { process: C; points: number; place: number }[] = []
  for (const [place, process] of processes.entries()) {
    const points = badness(process, machine.totalPages, rule)
    if (process.pid === 1) never.push({ process, because: 'it is the first process' })
    else if (process.kernelThread) never.push({ process, because: 'it is a thread of the kernel' })
    else if (points === null) never.push({ process, because: 'its oom_score_adj is -1000' })
    else weighed.push({ process, points, place })
  }
  const tie = rule.laterWins ? -1 : 1
  return {
    order: weighed.toSorted((a, b) => b.points - a.points || tie * (a.place - b.place)).map(({ process, points }) => ({ process, points })),
    never,
  }
}

export interface Protection<C extends Candidate = Candidate> {
  /** The value of `oom_score_adj` by which it is no longer the first. */
  readonly adj: number
  /** Who is chosen first instead. */
  readonly instead: C
  readonly after: KillOrder<C>
}

/**
 * The smallest change of `oom_score_adj` after which somebody else is chosen before this process, and whom that hits. With
 * `spare`, those are passed over too: the change puts it behind everybody who is not in that list. Null when nobody is left.
 */
export function protect<C extends Candidate>(
  pid: number,
  processes: readonly C[],
  machine: Machine,
  spare: readonly number[] = [],
): Protection<C> | null {
  const { order } = killOrder(processes, machine)
  const mine = order.find(({ process }) => process.pid === pid)
  const instead = order.find(({ process }) => process.pid !== pid && !spare.includes(process.pid))
  const step = Math.floor(machine.totalPages / 1000)
  if (!mine || !instead || step === 0) return null
  const over = mine.points - instead.points
  const adj = over < 0 ? mine.process.adj : mine.process.adj - Math.floor(over / step) - 1
  // -1000 takes it out altogether: the kernel would then go through everything else, and panic when nothing is left.
  if (adj <= -1000) return null
  const after = killOrder(
    processes.map((process) => (process.pid === pid ? { ...process, adj } : process)),
    machine,
  )
  return { adj, instead: instead.process, after }
}
