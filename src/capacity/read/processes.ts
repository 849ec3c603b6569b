import { guestOf, nodeOf, type NodeFacts, type ProcessFacts, type Reading, type Source } from '../facts.ts'

/** `/proc/1705/status:VmRSS:   8049380 kB`, `/proc/1705/oom_score_adj:0`, `/proc/1705/cgroup:0::/qemu.slice/102.scope` */
const PROC = /^\/proc\/(\d+)\/(status|oom_score_adj|cgroup):(.*)$/
const GUEST_OF_CGROUP = /\/qemu\.slice\/(\d+)\.scope|\/lxc(?:\.payload)?[/.](\d+)(?:\/|$)/

/** Columns of `ps` by its header. */
export interface PsHead {
  readonly names: readonly string[]
}

export const psHead = (line: string): PsHead | null =>
  /^\s*(?:\w+\s+)*PID\s/.test(line) && /\bRSS\b/.test(line) ? { names: line.trim().split(/\s+/) } : null

/** Files below /proc with their names before each line, as `grep -H` prints them. */
export function readProc(reading: Reading, line: string, source: Source): boolean {
  const found = PROC.exec(line)
  if (!found) return false
  const node = nodeOf(reading.facts, reading.node)
  const process = processOf(node, Number(found[1]), source)
  const rest = found[3]!
  if (found[2] === 'oom_score_adj') process.adj = Number(rest)
  else if (found[2] === 'cgroup') {
    const guest = GUEST_OF_CGROUP.exec(rest)
    if (guest) process.guest = guest[1] === undefined ? `ct:${guest[2]}` : `vm:${guest[1]}`
  } else {
    const [, key, value = ''] = /^(\w+):\s*(.*?)\s*$/.exec(rest) ?? []
    const kib = Number.parseInt(value, 10)
    if (key === 'Name') process.name = value
    else if (key === 'Uid') process.uid = Number.parseInt(value, 10)
    else if (key === 'VmRSS') {
      process.rssKiB = kib
      process.kernelThread = false
      process.source = source
    } else if (key === 'VmSwap') process.swapKiB = kib
    else if (key === 'VmPTE') process.tablesKiB = kib
  }
  return true
}

/** One row of `ps` below its header. */
export function readPs(reading: Reading, head: PsHead, line: string, source: Source): boolean {
  const cells = line.trim().split(/\s+/)
  const at = (name: string) => {
    const place = head.names.indexOf(name)
    return place === -1 ? undefined : cells[place]
  }
  const pid = Number(at('PID'))
  const rss = Number(at('RSS'))
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isFinite(rss) || cells.length < head.names.length) return false
  const process = processOf(nodeOf(reading.facts, reading.node), pid, source)
  process.source = source
  process.rssKiB = rss
  const last = head.names.findIndex((name) => /^(?:COMMAND|CMD|ARGS)$/.test(name))
  const args = last === -1 ? '' : cells.slice(last).join(' ')
  process.name = at('COMM') ?? (args.replace(/^\S*\//, '').split(' ')[0] || process.name)
  process.kernelThread = rss === 0 && args.startsWith('[')
  const adj = at('OOMADJ')
  if (adj !== undefined && /^-?\d+$/.test(adj)) process.adj = Number(adj)
  const uid = at('UID')
  if (uid !== undefined && /^\d+$/.test(uid)) process.uid = Number(uid)
  else if (at('USER') !== undefined) process.uid = at('USER') === 'root' ? 0 : 1
  const vm = /(?:^|\s)-id (\d{3,9})(?:\s|$)/.exec(args)
  if (vm) {
    process.guest = `vm:${vm[1]}`
    guestOf(reading.facts, 'vm', vm[1]!, reading.node).pid ??= { value: pid, source }
  }
  return true
}

/** `/run/qemu-server/102.pid:pid: 1705`, `/sys/fs/cgroup/lxc/203/:running: 1`, `ps: 1705 7200 8049380 Sl Tue Jul 29 16:19:25 2025 ep_poll kvm` */
const PID_FILE = /^\/run\/qemu-server\/(\d+)\.pid(?::pid)?:?\s+(\d+)\s*$/
const RUNNING_CT = /^\/sys\/fs\/cgroup\/lxc\/(\d+)\/:running: 1$/
const KVM = /^ps: (\d+) +\d+ +(\d+) +\S+ +\w{3} +\w{3} +\d+ +[\d:]+ +\d{4} +\S+ +(\S.*)$/

/** What runs, as the runtime files of Proxmox and one listing of its processes tell it. */
export function readRuntime(reading: Reading, line: string, source: Source): boolean {
  const { facts, node } = reading
  const vm = PID_FILE.exec(line)
  if (vm) {
    const guest = guestOf(facts, 'vm', vm[1]!, node)
    guest.node = node
    guest.pid = { value: Number(vm[2]), source }
    guest.running ??= { value: true, source }
    return true
  }
  const ct = RUNNING_CT.exec(line)
  if (ct) {
    const guest = guestOf(facts, 'ct', ct[1]!, node)
    guest.node = node
    guest.running ??= { value: true, source }
    return true
  }
  const kvm = KVM.exec(line)
  if (!kvm) return false
  const process = processOf(nodeOf(facts, node), Number(kvm[1]), source)
  process.name ||= kvm[3]!
  process.rssKiB ||= Number(kvm[2])
  process.kernelThread = false
  return true
}

function processOf(node: NodeFacts, pid: number, source: Source): ProcessFacts {
  const known = node.processes.get(pid)
  if (known) return known
  // A process without VmRSS is a thread of the kernel until its line says otherwise.
  const process: ProcessFacts = { pid, name: '', uid: 0, rssKiB: 0, swapKiB: 0, kernelThread: true, source }
  node.processes.set(pid, process)
  return process
}
