import type { OomReport, OomTask } from './report.ts'

/** How a kernel chooses its victim; what changed between versions. */
export interface KernelRule {
  /** Until 4.16 a process with CAP_SYS_ADMIN (in practice: of root) counts 3 % less. */
  readonly rootBonus: boolean
  /** Until 5.0 a child with memory of its own is killed instead of its parent. */
  readonly childFirst: boolean
  /** From 5.3 on the later of two equal ones in the process list is taken, before the earlier. */
  readonly laterWins: boolean
  /** Until 5.8 the least is 1; from then on a process with a negative adjustment can be below zero and is still killed last. */
  readonly atLeastOne: boolean
}

/** `6.8.12-9-pve` → [6, 8]; null where no version is known. */
export function kernelVersion(text: string | undefined): readonly [number, number] | null {
  const found = /^(\d+)\.(\d+)/.exec(text ?? '')
  return found ? [Number(found[1]), Number(found[2])] : null
}

const before = (version: readonly [number, number], major: number, minor: number) =>
  version[0] < major || (version[0] === major && version[1] < minor)

/** The rule of that version; of a present kernel where none is known. */
export function ruleOf(kernel: string | undefined): KernelRule {
  const version = kernelVersion(kernel) ?? [6, 8]
  return {
    rootBonus: before(version, 4, 17),
    childFirst: before(version, 5, 1),
    laterWins: !before(version, 5, 3),
    atLeastOne: before(version, 5, 9),
  }
}

export const PAGE_BYTES = 4096

/**
 * Points by which the kernel chooses (`oom_badness`): resident pages, swap entries and page tables, moved by
 * `oom_score_adj` thousandths of all memory it may use. Null: never chosen.
 */
export function badness(
  task: Pick<OomTask, 'uid' | 'rssPages' | 'swapPages' | 'pgtablesBytes' | 'adj'>,
  totalPages: number,
  rule: KernelRule,
): number | null {
  if (task.adj === -1000) return null
  let points = task.rssPages + task.swapPages + Math.floor(task.pgtablesBytes / PAGE_BYTES)
  if (rule.rootBonus && task.uid === 0) points -= Math.floor((points * 3) / 100)
  points += task.adj * Math.floor(totalPages / 1000)
  return rule.atLeastOne ? Math.max(1, points) : points
}

/**
 * What `oom_score_adj` is measured in: memory and swap of the machine, or the limit of the cgroup and the swap it may use.
 * The report of a cgroup does not say how much swap the machine has. Null when the report is cut.
 */
export function totalPagesOf(report: OomReport, machineSwapKiB = 0): number | null {
  if (report.scope === 'memcg') {
    if (report.limitKiB === undefined) return null
    const swapKiB = Math.min(report.limitSwapKiB ?? 0, report.swapTotalKiB ?? machineSwapKiB)
    return Math.floor(report.limitKiB / 4) + Math.floor(swapKiB / 4)
  }
  const { ram, reserved } = report.pages
  return ram === undefined ? null : ram - (reserved ?? 0) + Math.floor((report.swapTotalKiB ?? 0) / 4)
}
