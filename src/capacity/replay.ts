import { emptyReport, isVmm, type OomReport, readOomLine } from '../parse/index.ts'
import type { CapacityReplay, DiagnosisDocument } from '../model/index.ts'
import type { Cite } from './evidence.ts'
import type { CapacityFile, Facts, Source } from './facts.ts'
import { guestName, size } from './words.ts'

export interface ReplayedReport {
  readonly report: OomReport
  readonly file: string
  readonly at: string | null
  /** Lines of the report by pid of its task table, and the kill. */
  readonly rows: ReadonlyMap<number, Source>
  readonly kill: Source
  /** Guests by pid, where the report's own document tells; else they are matched by what is known now. */
  readonly guests?: ReadonlyMap<number, string>
}

/** Global out-of-memory reports of the files, with their task tables; the last one of the first file that has any is used. */
export function findReport(files: readonly CapacityFile[]): ReplayedReport | null {
  for (const file of files) {
    let found: ReplayedReport | null = null
    let report = emptyReport()
    let open = false
    let table = { columns: 0 }
    let rows = new Map<number, Source>()
    for (const [n, text] of file.text.split('\n').entries()) {
      const message = /(?:^| )kernel: (.*)$/.exec(text)?.[1] ?? text.replace(/^\[\s*\d+\.\d+\] ?/, '')
      if (message.includes('invoked oom-killer')) {
        report = emptyReport()
        table = { columns: 0 }
        rows = new Map()
        open = true
      }
      if (!open) continue
      const known = report.tasks.length
      readOomLine(report, message, table)
      const source = { file: file.file, line: n + 1, text }
      for (const task of report.tasks.slice(known)) rows.set(task.pid, source)
      if (!/Killed process/.test(message) || report.tasks.length === 0 || report.pages['ram'] === undefined) continue
      if (report.scope !== 'memcg')
        found = { report, file: file.file, at: /^(\d{4}-\d\d-\d\d[T ][\d:.,+-]+)/.exec(text)?.[1] ?? null, rows, kill: source }
      report = emptyReport()
      open = false
    }
    if (found) return found
  }
  return null
}

/**
 * The report of an incident, out of its diagnosis document: the processes that weighed most, and the account of the memory. The
 * last rows of the task table are not kept in it, but those are small. Null when the incident has none.
 */
export function reportOfDocument({ diagnoses, evidence }: DiagnosisDocument, file: string): ReplayedReport | null {
  const diagnosis = diagnoses.find(({ memory, killedNext }) => memory !== null && killedNext !== undefined)
  const killed = diagnosis?.killedNext?.rows.find((row) => row.killed)
  if (!diagnosis?.memory || !diagnosis.killedNext || !killed) return null
  const items = new Map(evidence.map((item) => [item.ref, item]))
  const sourceOf = (ref: string | undefined): Source | undefined => {
    const item = items.get(ref ?? '')
    return item && { file: item.file, line: item.line, text: item.text }
  }
  const { memory, killedNext } = diagnosis
  const pages = (kind: 'free' | 'reserved') =>
    Math.round(memory.rows.filter((row) => row.kind === kind).reduce((sum, { kib }) => sum + kib, 0) / 4)
  const guestOfRow = (name: string) => /^VM (\d+) /.exec(name)?.[1]
  const rows = new Map<number, Source>()
  const tasks = killedNext.rows.map(({ pid, name, heldKiB, adj, evidence: refs }) => {
    const source = sourceOf(refs[0])
    if (source) rows.set(pid, source)
    const guest = guestOfRow(name) !== undefined
    return {
      pid,
      uid: 0,
      name: guest ? 'kvm' : name.replace(/ \(pid \d+\)$/, ''),
      rssPages: Math.round(heldKiB / 4),
      swapPages: 0,
      pgtablesBytes: 0,
      adj,
    }
  })
  const victim = guestOfRow(killed.name)
  return {
    report: {
      ...emptyReport(),
      scope: 'global',
      victim: 'kvm',
      victimPid: killed.pid,
      ...(victim === undefined ? {} : { taskMemcg: `/qemu.slice/${victim}.scope` }),
      tasks,
      pages: { ram: Math.round(memory.totalKiB / 4), reserved: pages('reserved'), free: pages('free') },
    },
    file,
    at: killedNext.at,
    rows,
    kill: sourceOf(memory.evidence[0]) ?? { file, line: 1, text: killedNext.text },
    guests: new Map(
      killedNext.rows.flatMap(({ pid, name }) => (guestOfRow(name) === undefined ? [] : [[pid, `vm:${guestOfRow(name)}`] as const])),
    ),
  }
}

/**
 * Would the planned memory have been enough then? Each guest holds what it held, but no more than it may now; the rest of the
 * machine stays as it was. Two answers: at that moment, and at worst, when every guest had gone on to touch all it may.
 */
export function replay(found: ReplayedReport, then: Facts, planned: Facts, nodeName: string, cite: Cite): CapacityReplay {
  const { report, rows, kill } = found
  const node = planned.nodes.get(nodeName)!
  const before = then.nodes.get(nodeName)!
  const managedThen = ((report.pages['ram'] ?? 0) - (report.pages['reserved'] ?? 0)) * 4
  const freeThen = ((report.pages['free'] ?? 0) + (report.pages['free_pcp'] ?? 0)) * 4
  const byPid = new Map<number, string>(found.guests)
  for (const [key, guest] of planned.guests) if (guest.pid && !byPid.has(guest.pid.value)) byPid.set(guest.pid.value, key)
  const victimGuest = /\/qemu\.slice\/(\d+)\.scope/.exec(report.taskMemcg ?? '')?.[1]
  if (victimGuest !== undefined && report.victimPid !== undefined) byPid.set(report.victimPid, `vm:${victimGuest}`)

  let gained = 0
  let growth = 0
  const unknown: string[] = []
  const told = report.tasks
    .filter(({ name }) => isVmm(name))
    .toSorted((a, b) => b.rssPages - a.rssPages || a.pid - b.pid)
    .map((task) => {
      const held = (task.rssPages + task.swapPages) * 4
      const guest = planned.guests.get(byPid.get(task.pid) ?? '')
      if (!guest?.memory) {
        unknown.push(`${task.name} (pid ${task.pid})`)
        return {
          name: `${task.name} (pid ${task.pid})`,
          heldKiB: held,
          wouldHoldKiB: held,
          because: 'which guest it is, and what it may use, is not known: taken as it was',
        }
      }
      const stays = guest.node === nodeName && (guest.running?.value === true || guest.onboot?.value === true)
      const old = then.guests.get(byPid.get(task.pid)!)?.memory?.kib ?? guest.memory.kib
      // What QEMU itself takes besides the guest's memory stays.
      const own = Math.max(0, held - old)
      const may = stays ? guest.memory.kib + own : 0
      const would = Math.min(held, may)
      gained += held - would
      growth += Math.max(0, may - would)
      return {
        name: guestName(guest),
        heldKiB: held,
        wouldHoldKiB: would,
        because: stays
          ? `may use ${size(guest.memory.kib)}${old === guest.memory.kib ? '' : ` instead of ${size(old)}`}`
          : 'not on this node any more',
      }
    })
  const ram = Math.max(0, (node.memTotal?.kib ?? 0) - (before.memTotal?.kib ?? managedThen))
  const swap = Math.max(0, (node.swapTotal?.kib ?? 0) - (report.swapTotalKiB ?? before.swapTotal?.kib ?? 0))
  const arc = before.arcMax && node.arcMax ? Math.max(0, before.arcMax.kib - node.arcMax.kib) : 0
  for (const [name, kib, because] of [
    ['Memory added', ram, '--ram'],
    ['Swap added', swap, '--swap'],
    ['ZFS cache', arc, 'as far as it was full'],
  ] as const)
    if (kib > 0) told.push({ name, heldKiB: 0, wouldHoldKiB: -kib, because })
  gained += ram + swap + arc
  const moment = gained
  const worst = freeThen + gained - growth
  const verdict = { atThatMoment: { enough: moment > 0, byKiB: Math.abs(moment) }, atWorst: { enough: worst >= 0, byKiB: Math.abs(worst) } }
  const killed =
    victimGuest === undefined
      ? `${report.victim} (pid ${report.victimPid})`
      : guestName(planned.guests.get(`vm:${victimGuest}`) ?? { kind: 'vm', id: victimGuest })
  return {
    at: found.at,
    file: found.file,
    killed,
    wasKiB: freeThen,
    gainedKiB: gained,
    growthKiB: growth,
    ...verdict,
    rows: told,
    text: words(killed, verdict, freeThen, growth, unknown),
    evidence: cite(kill, ...report.tasks.filter(({ name }) => isVmm(name)).map(({ pid }) => rows.get(pid))),
  }
}

function words(
  killed: string,
  { atThatMoment, atWorst }: Pick<CapacityReplay, 'atThatMoment' | 'atWorst'>,
  freeThen: number,
  growth: number,
  unknown: readonly string[],
): string {
  const rest = unknown.length > 0 ? ` ${unknown.join(', ')} could not be matched to a guest and was taken as it was.` : ''
  if (!atThatMoment.enough)
    return `No: nothing of this would have changed what was free (${size(freeThen)}) when the kernel killed ${killed}.${rest}`
  const first = `At that moment it would have been enough: ${size(atThatMoment.byKiB)} more would have been free.`
  const then = growth > 0 ? ` Guests could have taken another ${size(growth)}.` : ' No guest could have taken more.'
  return atWorst.enough
    ? `${first}${then} Even then ${size(atWorst.byKiB)} would have been left.${rest}`
    : `${first}${then} Then ${size(atWorst.byKiB)} would have been missing.${rest}`
}
