import { emptyReport, isVmm, readOomLine } from '../../parse/index.ts'
import { type CapacityFile, emptyFacts, type Facts, guestOf, nodeOf, type Reading, type Source } from '../facts.ts'
import { readAnswer, readSections } from './cluster.ts'
import { configOf, readGuestConfig } from './guest-config.ts'
import { readGuestList } from './guest-list.ts'
import { readMemory } from './memory.ts'
import { type PsHead, psHead, readProc, readPs, readRuntime } from './processes.ts'
import { readZfs } from './zfs.ts'

/** `==> /etc/pve/qemu-server/102.conf <==` of head and tail, `# cat /proc/meminfo` of reports. */
const NEXT_FILE = /^==> (.+) <==$|^# (?:cat )?(\/\S+|qm config \d+|pct config \d+)\s*$/
/** `/etc/pve/nodes/pve/qemu-server/102.conf:memory: 8192` of grep -H. */
const PREFIXED = /^(\/\S+\.(?:conf|cfg)):(.*)$/

/**
 * Figures of nodes and guests out of any mixture of command outputs and copied files: a file may hold several, and what is
 * not known is passed over. Files come in the order of their names, so that the same files give the same facts.
 */
export function readFacts(files: readonly CapacityFile[], unnamed = 'host'): Facts {
  const facts = emptyFacts()
  const sorted = files.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
  const named = [...new Set(sorted.flatMap((file) => (file.node === undefined ? [] : [file.node])))]
  const hostnames = hostnamesOf(sorted)
  // A file that names no node belongs to the only one that is named.
  const placeOf = (file: CapacityFile) => {
    const node = file.node ?? (named.length === 1 ? named[0]! : unnamed)
    return hostnames.get(node) ?? node
  }
  const newest = new Map<string, number>()
  const taken = (file: CapacityFile) => Date.parse(file.collectedAt ?? '')
  for (const file of sorted)
    if (!Number.isNaN(taken(file))) newest.set(placeOf(file), Math.max(newest.get(placeOf(file)) ?? 0, taken(file)))
  for (const file of sorted) {
    const node = placeOf(file)
    // An earlier look at the same node tells only how its memory grew.
    const earlier = taken(file) < (newest.get(node) ?? 0) - SAME_LOOK_MS
    const into = earlier ? emptyFacts() : facts
    readFile({ facts: into, file, node })
    if (earlier) nodeOf(facts, node).samples.push(...nodeOf(into, node).samples)
  }
  for (const node of facts.nodes.values()) bindProcesses(facts, node.name)
  return facts
}

/** `2025-07-29T16:19:25.1 …`, `Jul 29 16:19:25 …`, `[ 1447.522437] …` */
const STAMPED = /^(?:\d{4}-\d\d-\d\d[T ]\d|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d |\[ *\d+\.\d{6}\])/

const SAME_LOOK_MS = 120_000

/** What each machine calls itself: it may have been asked by another name, and Proxmox files its guests under this one. */
function hostnamesOf(files: readonly CapacityFile[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const { file, node, text } of files) {
    if (node === undefined || !/(?:^|\/)identity(?:\.\w+)?$/.test(file)) continue
    const hostname = /^Linux \d\S*\n([A-Za-z0-9][\w.-]*)$/m.exec(text)?.[1]
    if (hostname !== undefined) names.set(node, hostname.split('.')[0]!)
  }
  return names
}

function readFile(reading: Reading): void {
  const about = `${reading.file.origin ?? ''} ${reading.file.file}`
  if (readAnswer(reading)) return
  readSections(reading, about)
  readLines(reading, about)
}

function readLines(reading: Reading, name: string): void {
  let about = name
  let config = configOf(about)
  let head: PsHead | null = null
  let ended = false
  const closed = new Set<string>()
  const report = { open: false, now: emptyReport(), table: { columns: 0 }, sources: new Map<number, Source>() }
  for (const [n, raw] of reading.file.text.split('\n').entries()) {
    const text = raw.replace(/\r$/, '')
    const source: Source = { file: reading.file.file, line: n + 1, text }
    // A stamped line of a log holds no figure; of a log only the report of a kill matters.
    if (STAMPED.test(text)) {
      readReport(reading, text, source, report)
      continue
    }
    const next = NEXT_FILE.exec(text)
    if (next) {
      about = next[1] ?? next[2]!
      config = configOf(about)
      head = null
      ended = false
      continue
    }
    const prefixed = PREFIXED.exec(text)
    if (prefixed?.[2]!.startsWith('[')) closed.add(prefixed[1]!)
    if (prefixed && closed.has(prefixed[1]!)) continue
    const of = prefixed ? configOf(prefixed[1]!) : config
    // Sections below the first are snapshots and pending values of the same keys.
    if (!prefixed && config && text.startsWith('[')) ended = true
    if (of && (prefixed || !ended) && readGuestConfig(reading, of, prefixed ? prefixed[2]! : text, source)) continue
    if (of && ended) continue
    const columns = psHead(text)
    if (columns) {
      head = columns
      continue
    }
    if (readProc(reading, text, source) || readRuntime(reading, text, source)) continue
    if (head && readPs(reading, head, text, source)) continue
    if (readMemory(reading, text, source) || readGuestList(reading, text, source) || readZfs(reading, text, source, about)) continue
    readOther(reading, text, source, about)
    readReport(reading, text, source, report)
  }
}

function readOther(reading: Reading, text: string, source: Source, about: string): void {
  const node = () => nodeOf(reading.facts, reading.node)
  const ksm = /pages_sharing[:=\s]+(\d+)\s*$/.exec(text) ?? (/pages_sharing/.test(about) ? /^(\d+)\s*$/.exec(text) : null)
  if (ksm) node().ksmShared ??= { kib: Number(ksm[1]) * 4, source }
  const kernel = /^(?:Linux (?=\d))?(\d+\.\d+\.\d+\S*-pve)$|^Linux (?:version )?(\d+\.\d+\S*)(?: |$)|running kernel: (\S+?)\)/.exec(text)
  if (kernel) node().kernel ??= { value: kernel[1] ?? kernel[2] ?? kernel[3]!, source }
  const target = /^\s*osd[_ ]memory[_ ]target\s*=\s*(\d+)\s*$/.exec(text)
  if (target) node().cephTarget ??= { kib: Math.round(Number(target[1]) / 1024), source }
}

/** What each guest's process held when the kernel killed one: memory that a guest has touched it keeps. */
function readReport(
  reading: Reading,
  text: string,
  source: Source,
  state: { open: boolean; now: ReturnType<typeof emptyReport>; table: { columns: number }; sources: Map<number, Source> },
): void {
  const message = /(?:^| )kernel: (.*)$/.exec(text)?.[1] ?? text
  if (message.includes('invoked oom-killer')) {
    state.now = emptyReport()
    state.table = { columns: 0 }
    state.open = true
  }
  if (!state.open) return
  const known = state.now.tasks.length
  readOomLine(state.now, message, state.table)
  for (const task of state.now.tasks.slice(known)) state.sources.set(task.pid, source)
  if (!/Killed process/.test(message) || state.now.tasks.length === 0 || state.now.scope === 'memcg') return
  const node = nodeOf(reading.facts, reading.node)
  const victim = /\/qemu\.slice\/(\d+)\.scope/.exec(state.now.taskMemcg ?? '')?.[1]
  for (const task of state.now.tasks.filter(({ name }) => isVmm(name))) {
    const line = state.sources.get(task.pid)!
    const figure = { kib: (task.rssPages + task.swapPages) * 4, source: line }
    if (victim !== undefined && task.pid === state.now.victimPid) node.touched.set(`vm:${victim}`, figure)
    else node.touched.set(`pid:${task.pid}`, figure)
  }
  if (state.now.kernel !== undefined) node.kernel ??= { value: state.now.kernel, source }
  state.now = emptyReport()
  state.open = false
}

/** Which process is which guest's: by the cgroup, the command line, or the pid that `qm list` names. */
function bindProcesses(facts: Facts, nodeName: string): void {
  const node = nodeOf(facts, nodeName)
  for (const guest of facts.guests.values()) {
    if (guest.node !== nodeName) continue
    const key = `${guest.kind}:${guest.id}`
    const process = guest.pid === undefined ? undefined : node.processes.get(guest.pid.value)
    if (process && guest.kind === 'vm') process.guest ??= key
    const then = guest.pid === undefined ? undefined : node.touched.get(`pid:${guest.pid.value}`)
    if (then && !node.touched.has(key)) node.touched.set(key, then)
  }
  for (const process of node.processes.values()) {
    if (process.name.startsWith('ceph-osd')) node.cephOsds.push(process)
    const [kind, id] = (process.guest ?? '').split(':')
    if (kind === 'vm' && id !== undefined && isVmm(process.name)) {
      const guest = guestOf(facts, 'vm', id, nodeName)
      guest.pid ??= { value: process.pid, source: process.source }
      guest.running ??= { value: true, source: process.source }
    }
  }
}
