import type { Entities, FieldValue, LogRecord, Observation } from '../../model/index.ts'
import { defineParser } from '../define.ts'
import { accountMemory } from '../oom/account.ts'
import { badness, ruleOf, totalPagesOf } from '../oom/badness.ts'
import { emptyReport, isVcpuThread, isVmm, type OomReport, type OomTask, readOomLine } from '../oom/report.ts'
import { maySpeak } from '../speaker.ts'

const LITERALS = [
  'invoked oom-killer',
  'oom-kill:',
  'Killed process',
  'Kill process',
  'task_memcg=',
  'oom_memcg=',
  'memory: usage',
  'no killable processes',
  'deadlocked on memory',
  'Memory cgroup stats for',
]
/** A report has a few hundred lines at most; after so many without a sign of its end it is over. */
const REPORT_LINES = 2500
const QUIET_LINES = 400

/**
 * The kernel's out-of-memory report, from the task that asked to the one that was killed, as one observation. Kernels 4.4 to
 * 6.17, both kinds of cgroups, whole, cut at either end, wrapped, or only its last line.
 *
 *     kvm invoked oom-killer: gfp_mask=0x140dca(…), order=0, oom_score_adj=0
 *     …
 *     oom-kill:constraint=CONSTRAINT_NONE,…,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0
 *     Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, …
 */
export const oomReport = defineParser({
  id: 'oom-report',
  title: 'Out-of-memory report of the kernel',
  emits: ['kernel.oom-report', 'process.memory'],
  literals: LITERALS,
  journal: { anchor: /invoked oom-killer|oom-kill:|[Oo]ut of memory/, opens: /invoked oom-killer|oom-kill:|[Oo]ut of memory/ },
  start(source, emit) {
    let report: OomReport | null = null
    let cites: LogRecord[] = []
    let rows: { task: OomTask; record: LogRecord }[] = []
    let table = { columns: 0 }
    let lines = 0
    let quiet = 0
    let killed = false

    const flush = () => {
      const [first, ...rest] = cites
      if (report && first) {
        emit(observe(report, first, rest, source.side))
        for (const process of weigh(report, rows, source.side)) emit(process)
      }
      report = null
      cites = []
      rows = []
      table = { columns: 0 }
      lines = 0
      quiet = 0
      killed = false
      run.open = false
    }
    const run = {
      open: false,
      see(record: LogRecord) {
        if (!maySpeak(record, 'kernel')) return
        const message = record.message
        const says = LITERALS.some((literal) => message.includes(literal)) || /memory cgroup|out of memory/i.test(message)
        // A new asker, or a second victim, begins a new report.
        if (
          report &&
          ((message.includes('invoked oom-killer') && lines > 0) ||
            (killed && /Kill(?:ed)? process|oom-kill:/.test(message) && !message.startsWith('Killed process')))
        ) {
          if (!(killed && sameVictim(report, message))) flush()
        }
        if (!report) {
          if (!says) return
          report = emptyReport()
          run.open = true
        }
        lines++
        quiet = says ? 0 : quiet + 1
        const known = report.tasks.length
        readOomLine(report, message, table)
        for (const task of report.tasks.slice(known)) rows.push({ task, record })
        if (says && cites.length < 12) cites.push(record)
        if (/Kill(?:ed)?\s+process/.test(message) || report.noVictim) killed = true
        if (killed && quiet > 6) flush()
        else if (lines > REPORT_LINES || quiet > QUIET_LINES) flush()
      },
      end: flush,
    }
    return run
  },
})

/** `oom-kill:` follows the kill line in some pastes, and 4.x prints the kill in two lines. */
function sameVictim(report: OomReport, message: string): boolean {
  const pid = Number(/(?:process\s+|pid=)(\d+)/.exec(message)?.[1] ?? Number.NaN)
  return Number.isNaN(pid) || report.victimPid === undefined || report.victimPid === pid
}

const WEIGHED = 8

/** The processes that weighed most when the kernel chose, in the order of its table: who was killed, and who would have been next. */
function weigh(report: OomReport, rows: readonly { task: OomTask; record: LogRecord }[], side: LogRecord['source']['side']): Observation[] {
  const totalPages = totalPagesOf(report)
  if (totalPages === null || report.victimPid === undefined) return []
  const points = new Map(rows.map(({ task }) => [task, badness(task, totalPages, ruleOf(report.kernel)) ?? Number.NEGATIVE_INFINITY]))
  const heaviest = new Set(rows.toSorted((a, b) => points.get(b.task)! - points.get(a.task)!).slice(0, WEIGHED))
  return rows
    .filter((row) => heaviest.has(row))
    .map(({ task, record }) => ({
      kind: 'process.memory',
      at: record.at,
      side,
      witness: 'kernel',
      salience: 'context',
      about: { ...(record.host === undefined ? {} : { node: record.host }), pid: task.pid, process: task.name },
      fields: {
        victimPid: report.victimPid!,
        totalPages,
        uid: task.uid,
        rssPages: task.rssPages,
        swapPages: task.swapPages,
        pgtablesBytes: task.pgtablesBytes,
        adj: task.adj,
        ...(report.kernel === undefined ? {} : { kernel: report.kernel }),
      },
      says: `${task.name} (pid ${task.pid}) held ${gib((task.rssPages + task.swapPages) * 4)}`,
      cites: [record],
    }))
}

/** Figures of the report in KiB; without the task table too (`vm.oom_dump_tasks=0`). Undefined when the first is not there. */
const inKiB = (pages: Readonly<Record<string, number>>, ...names: string[]): number | undefined =>
  pages[names[0]!] === undefined ? undefined : names.reduce((sum, name) => sum + (pages[name] ?? 0), 0) * 4

const CONTAINER = /^\/?(?:lxc(?:\.payload)?[/.]|docker[/-]|system\.slice\/docker-|libpod|machine\.slice\/libpod|lxd)/

function observe(report: OomReport, first: LogRecord, rest: LogRecord[], side: LogRecord['source']['side']) {
  const kill =
    [first, ...rest].find((record) => /Kill(?:ed)?\s+process/.test(record.message)) ??
    [first, ...rest].find((r) => r.message.includes('oom-kill:')) ??
    first
  const memcg = report.oomMemcg ?? report.taskMemcg
  const victimIsVmm =
    isVmm(report.victim) ||
    (report.victim === undefined && isVcpuThread(report.invoker)) ||
    /\/qemu\.slice\/\d+\.scope|machine-qemu/.test(report.taskMemcg ?? '')
  const inContainer =
    CONTAINER.test(memcg ?? '') ||
    (report.scope === 'memcg' &&
      memcg === undefined &&
      report.cpuset !== undefined &&
      !/^(?:\/|vcpu\d+|emulator|.*\.(?:slice|scope)|cri-.*|ns)$/.test(report.cpuset))
  const largest = report.tasks.toSorted((a, b) => b.rssPages - a.rssPages || a.pid - b.pid)[0]
  const account = accountMemory(report)
  const guests = account?.rows.filter((row) => row.kind === 'guest').reduce((sum, row) => sum + row.kib, 0)
  const about: Entities = {
    ...(first.host === undefined ? {} : { node: first.host }),
    ...(report.victim === undefined ? {} : { process: report.victim }),
    ...(report.victimPid === undefined ? {} : { pid: report.victimPid }),
    ...((report.taskMemcg ?? report.oomMemcg) ? { cgroup: (report.taskMemcg ?? report.oomMemcg)! } : {}),
  }
  const fields: Record<string, FieldValue> = { scope: report.scope, victimIsVmm, inContainer }
  const put = (name: string, value: FieldValue | undefined) => {
    if (value !== undefined) fields[name] = value
  }
  put('constraint', report.constraint)
  put('invoker', report.invoker)
  put('order', report.order)
  put('oomMemcg', report.oomMemcg)
  put('anonRssKiB', report.anonRssKiB)
  put('totalVmKiB', report.totalVmKiB)
  put('limitKiB', report.limitKiB)
  put('usageKiB', report.usageKiB)
  put('swapTotalKiB', report.swapTotalKiB)
  put('swapFreeKiB', report.swapFreeKiB)
  put('noVictim', report.noVictim)
  put('largest', largest ? `${largest.name} (pid ${largest.pid}, ${gib(largest.rssPages * 4)})` : undefined)
  put('chosen', whyChosen(report))
  const ram = inKiB(report.pages, 'ram')
  put('managedKiB', ram === undefined ? undefined : ram - (inKiB(report.pages, 'reserved') ?? 0))
  put('guestsRssKiB', guests)
  put('unaccountedKiB', account?.rows.find((row) => row.kind === 'unaccounted')?.kib)
  put('slabKiB', account?.rows.find((row) => row.kind === 'slab')?.kib ?? inKiB(report.pages, 'slab_reclaimable', 'slab_unreclaimable'))
  put('account', account ? JSON.stringify(account) : undefined)
  const who =
    report.victim === undefined
      ? report.noVictim
        ? 'and found nobody to kill'
        : 'and had to kill'
      : `and killed ${report.victim}${report.victimPid === undefined ? '' : ` (pid ${report.victimPid})`}`
  const where =
    report.scope === 'memcg'
      ? `the memory limit of ${memcg ?? 'a cgroup'} was hit`
      : report.scope === 'numa'
        ? 'one memory node was full'
        : side === 'guest'
          ? 'the guest ran out of memory'
          : 'the host ran out of memory'
  return {
    kind: 'kernel.oom-report',
    at: kill.at ?? first.at,
    side,
    witness: 'kernel' as const,
    salience: 'fault' as const,
    about,
    fields,
    says: `${where} ${who}`,
    cites: [kill, ...[first, ...rest].filter((record) => record !== kill)] as [LogRecord, ...LogRecord[]],
  }
}

/**
 * Why the kernel took this process: it goes by what a kill gives back, shifted by oom_score_adj. Undefined where the report
 * is cut, its table does not hold the victim, or the figures do not show it (a child killed for its parent, for example).
 */
function whyChosen(report: OomReport): string | undefined {
  const totalPages = totalPagesOf(report)
  const victim = report.tasks.find((task) => task.pid === report.victimPid)
  if (totalPages === null || !victim) return undefined
  const points = (task: OomTask) => badness(task, totalPages, ruleOf(report.kernel)) ?? Number.NEGATIVE_INFINITY
  const next = report.tasks.filter((task) => task !== victim).toSorted((a, b) => points(b) - points(a) || a.pid - b.pid)[0]
  if (!next || points(victim) < points(next)) return undefined
  const held = (task: OomTask) => gib((task.rssPages + task.swapPages) * 4 + task.pgtablesBytes / 1024)
  const shifted = victim.adj === 0 ? '' : `, with oom_score_adj ${victim.adj}`
  return `a kill of ${victim.name} (pid ${victim.pid}) gave back the most: ${held(victim)}${shifted}; the next was ${next.name} (pid ${next.pid}) with ${held(next)}`
}

const gib = (kib: number) => `${(kib / 1024 / 1024).toFixed(2)} GiB`
