/** One row of the task table. */
export interface OomTask {
  readonly pid: number
  readonly uid: number
  readonly name: string
  readonly rssPages: number
  readonly pgtablesBytes: number
  readonly swapPages: number
  readonly adj: number
}

/** What one out-of-memory report of the kernel says. Pages are 4 KiB on x86; all sizes here are KiB. */
export interface OomReport {
  /** `global`: the machine's memory; `memcg`: one cgroup's limit; `numa`: one node, cpuset or policy. */
  scope: 'global' | 'memcg' | 'numa' | 'unknown'
  constraint?: string
  invoker?: string
  order?: number
  /** The cgroup whose limit was hit, and the one of the victim. */
  oomMemcg?: string
  taskMemcg?: string
  cpuset?: string
  victim?: string
  victimPid?: number
  totalVmKiB?: number
  anonRssKiB?: number
  shmemRssKiB?: number
  usageKiB?: number
  limitKiB?: number
  /** Swap that the cgroup may use besides its memory; the machine may have less. */
  limitSwapKiB?: number
  noVictim?: boolean
  tasks: OomTask[]
  /** Figures of the Mem-Info block in pages, by the kernel's names. */
  pages: Record<string, number>
  kernelStackKiB?: number
  hugepagesKiB?: number
  swapTotalKiB?: number
  swapFreeKiB?: number
  /** `6.8.12-9-pve`, from the header of the call trace. */
  kernel?: string
}

export const emptyReport = (): OomReport => ({ scope: 'unknown', tasks: [], pages: {} })

const INVOKED = /(?:^|\s)(?<invoker>\S[^\n]{0,40}?) invoked oom-killer(?::.*?\border=(?<order>-?\d+))?/s
const SUMMARY = /oom-kill:\s*constraint=(?<constraint>CONSTRAINT_\w+)/i
const KILLED = /Kill(?:ed)?\s+process\s+(?<pid>\d+)?\s*(?:,\s*UID \d+,?\s*)?\((?<comm>[^)\n]{1,40})\)/
const MEMINFO =
  /\b(active_anon|inactive_anon|isolated_anon|active_file|inactive_file|isolated_file|unevictable|slab_reclaimable|slab_unreclaimable|pagetables|sec_pagetables|kernel_misc_reclaimable|free|free_pcp):(\d+)(?!\d*kB)/g
const MEMINFO_LINE =
  /^\s*(?:active_anon|active_file|unevictable|slab_reclaimable|mapped|sec_pagetables|kernel_misc_reclaimable|free):\d+(?: |$)/
/** `CPU: 3 PID: 1799 Comm: CPU 0/KVM Tainted: P           O       6.8.12-9-pve #1` */
const TRACE_HEAD = /^CPU: \d+ (?:UID: \d+ )?PID: \d+ Comm: .*(?:Not tainted|Tainted: [A-Z ]+) (\d+\.\d+[^ ]*) #\d/
/** Header of the task table in all its forms; the columns follow from it and not from the kernel's version. */
const TABLE_HEAD = /\[\s*pid\s*\]\s+uid\s+tgid\s+total_vm\s+rss\s.*?\bname/
const TABLE_ROW = /^\[\s*(\d+)\]\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))
const kib = (pattern: RegExp, text: string) => number(pattern.exec(text)?.[1])

/** Adds what one line of a report says. Wrapped and joined lines may say several things at once. */
export function readOomLine(report: OomReport, message: string, table: { columns: number }): void {
  const invoked = INVOKED.exec(message)
  if (invoked?.groups) {
    report.invoker ??= invoked.groups['invoker']!.replace(/^.*?\]:?\s/, '').trim()
    report.order ??= number(invoked.groups['order'])
  }
  if (/mem_cgroup_out_of_memory|mem_cgroup_oom|try_charge/.test(message) && report.scope === 'unknown') report.scope = 'memcg'
  // A cgroup is charged after the page was found; only the whole machine has to search for one.
  if (/__alloc_pages_(?:slowpath|may_oom)/.test(message) && report.scope === 'unknown') report.scope = 'global'
  if (/Memory cgroup (?:out of memory|stats for)|killed as a result of limit of/i.test(message)) report.scope = 'memcg'
  const summary = SUMMARY.exec(message)
  if (summary) {
    report.constraint = summary.groups!['constraint']
    report.scope =
      report.constraint === 'CONSTRAINT_MEMCG'
        ? 'memcg'
        : report.constraint === 'CONSTRAINT_NONE'
          ? 'global'
          : /CPUSET|MEMORY_POLICY/.test(report.constraint!)
            ? 'numa'
            : report.scope
    report.victim ??= /\btask=([^,\n]+?)\s*(?:,|$)/.exec(message)?.[1]
    report.victimPid ??= number(/\bpid=(\d+)/.exec(message)?.[1])
    report.cpuset ??= /\bcpuset=([^,\s]+)/.exec(message)?.[1]
  }
  report.oomMemcg ??= /oom_memcg=([^,\s]+)/.exec(message)?.[1]
  report.taskMemcg ??= /task_memcg=((?:[^,\s]|\s(?=\S*\.(?:scope|service|slice)))+)/.exec(message)?.[1]?.replaceAll(/\s/g, '')
  if (report.oomMemcg !== undefined && report.scope === 'unknown') report.scope = 'memcg'
  if (/\bglobal_oom\b/.test(message) && report.scope === 'unknown') report.scope = 'global'
  report.cpuset ??= / cpuset=(\S+) mems_allowed=/.exec(message)?.[1]
  const limit = /^\s*memory: usage (\d+)kB, limit (\d+)kB/.exec(message)
  if (limit) {
    report.usageKiB = Number(limit[1])
    report.limitKiB = Number(limit[2])
    report.scope = 'memcg'
  }
  // Version 2 limits swap alone, version 1 memory and swap together.
  const swap = /^\s*swap: usage \d+kB, limit (\d+)kB/.exec(message)
  if (swap) report.limitSwapKiB ??= Number(swap[1])
  const both = /^\s*memory\+swap: usage \d+kB, limit (\d+)kB/.exec(message)
  if (both && report.limitKiB !== undefined) report.limitSwapKiB ??= Math.max(0, Number(both[1]) - report.limitKiB)
  const killed = KILLED.exec(message)
  if (killed?.groups) {
    report.victim = killed.groups['comm']
    if (killed.groups['pid'] !== undefined) report.victimPid = Number(killed.groups['pid'])
    // The kernel writes `Out of memory` and `Memory cgroup out of memory`: without the capital the line has lost its beginning.
    if (/(?:^|\s)out of memory: Kill/.test(message) && report.scope === 'unknown') report.scope = 'memcg'
    if (/(?:^|\s)Out of memory/i.test(message) && !/memory cgroup/i.test(message) && report.scope === 'unknown') report.scope = 'global'
  }
  report.totalVmKiB ??= kib(/total-vm:\s*(\d+)\s*kB/, message)
  report.anonRssKiB ??= kib(/anon-rss:\s*(\d+)\s*kB/, message)
  report.shmemRssKiB ??= kib(/shmem-rss:\s*(\d+)\s*kB/, message)
  if (/no killable processes|System is deadlocked on memory/.test(message)) {
    report.noVictim = true
    if (report.scope === 'unknown') report.scope = 'global'
  }
  if (report.scope === 'unknown' && /active_anon:\d+ inactive_anon:\d+ isolated_anon:\d+/.test(message)) report.scope = 'global'
  report.kernel ??= TRACE_HEAD.exec(message)?.[1]
  for (const line of message.split('\n')) readFigures(report, line, table)
}

function readFigures(report: OomReport, line: string, table: { columns: number }): void {
  report.swapFreeKiB ??= kib(/Free swap\s*=\s*(\d+)kB/, line)
  report.swapTotalKiB ??= kib(/Total swap\s*=\s*(\d+)kB/, line)
  // The block is one message of several lines; journald keeps each line as an entry of its own.
  if (MEMINFO_LINE.test(line)) for (const [, name, value] of line.matchAll(MEMINFO)) report.pages[name!] ??= Number(value)
  const ram = /^\s*(\d+) pages RAM/.exec(line)
  if (ram) report.pages['ram'] = Number(ram[1])
  const reserved = /^\s*(\d+) pages reserved/.exec(line)
  if (reserved) report.pages['reserved'] = Number(reserved[1])
  const stack = /^Node \d+ .*kernel_stack:(\d+)kB/.exec(line)
  if (stack && !/ free:/.test(line)) report.kernelStackKiB = (report.kernelStackKiB ?? 0) + Number(stack[1])
  const huge = /hugepages_total=(\d+) .*hugepages_size=(\d+)kB/.exec(line)
  if (huge) report.hugepagesKiB = (report.hugepagesKiB ?? 0) + Number(huge[1]) * Number(huge[2])
  if (TABLE_HEAD.test(line)) {
    // Columns between rss and the last two (oom_score_adj, name): page tables and swap are always the last of them.
    const middle = /\brss\b(.*)\boom_score_adj/.exec(line)?.[1]?.trim().split(/\s+/) ?? []
    table.columns = middle.filter((name) => name !== '').length
    return
  }
  const row = TABLE_ROW.exec(line)
  if (!row) return
  const cells = row[6]!.trim().split(/\s+/)
  const at = table.columns > 0 ? table.columns : Math.max(0, cells.findIndex((cell) => !/^-?\d+$/.test(cell)) - 1)
  const name = cells.slice(at + 1).join(' ')
  if (name === '' || !/^-?\d+$/.test(cells[at] ?? '')) return
  report.tasks.push({
    pid: Number(row[1]),
    uid: Number(row[2]),
    name,
    rssPages: Number(row[5]),
    pgtablesBytes: Number(cells[at - 2] ?? 0),
    swapPages: Number(cells[at - 1] ?? 0),
    adj: Number(cells[at] ?? 0),
  })
}

/** Virtual machine monitors by the name of their process; vCPU threads carry names of their own. */
export const isVmm = (name: string | undefined) =>
  name !== undefined &&
  /^(?:kvm|qemu-system-.*|qemu-kvm|qemu-dm|cloud-hypervis.*|firecracker|qemu|crosvm|bhyve|VBoxHeadless|vmware-vmx|rhel-kvm)$/.test(name)

export const isVcpuThread = (name: string | undefined) =>
  name !== undefined && /^(?:CPU \d+\/KVM|vcpu\d+|fc_vcpu \d+|IO iothread|kvm|qemu-.*)/.test(name)
