import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { qmpStatus } from './qmp.ts'
import { node, release } from './release.ts'

export type Kind = 'qemu' | 'lxc'
const folderOf = (kind: Kind) => (kind === 'qemu' ? 'qemu-server' : 'lxc')
export const configPath = (kind: Kind, id: number): string => `/etc/pve/nodes/${node()}/${folderOf(kind)}/${id}.conf`

export const guestIds = (kind: Kind, at = node()): number[] => {
  const folder = `/etc/pve/nodes/${at}/${folderOf(kind)}`
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.conf'))
    .map((name) => Number(basename(name, '.conf')))
    .toSorted((a, b) => a - b)
}

/** The live part of a configuration: what stands before the first section. */
export function readGuestConfig(kind: Kind, id: number, at = node()): Record<string, string> {
  const path = `/etc/pve/nodes/${at}/${folderOf(kind)}/${id}.conf`
  if (!existsSync(path)) throw new Error(`Configuration file 'nodes/${at}/${folderOf(kind)}/${id}.conf' does not exist`)
  const config: Record<string, string> = {}
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.startsWith('[')) break
    const match = /^([a-z][\w.]*): (.*)$/.exec(line)
    if (match) config[match[1]!] = match[2]!
  }
  return config
}

/** Process id of a running VM; 0 when it does not run. A pid file may outlive its process. */
export function pidOf(id: number): number {
  const path = `/run/qemu-server/${id}.pid`
  if (!existsSync(path)) return 0
  const pid = Number(readFileSync(path, 'utf8'))
  const command = `/proc/${pid}/cmdline`
  if (!existsSync(command)) return 0
  const words = readFileSync(command, 'utf8').split('\0')
  return words.includes('-id') && words[words.indexOf('-id') + 1] === String(id) ? pid : 0
}

const containerPid = (id: number): number => {
  const path = `/run/lxc/${id}.pid`
  if (!existsSync(path)) return 0
  const pid = Number(readFileSync(path, 'utf8'))
  return existsSync(`/proc/${pid}`) ? pid : 0
}

const TICKS = 100
/** Field 22 of /proc/PID/stat: when a process started, in ticks since boot. */
export const startTicks = (pid: number): number =>
  Number(
    readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')[19],
  )
const uptimeOf = (pid: number): number =>
  Math.max(0, Math.floor(Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) - startTicks(pid) / TICKS))
const residentBytes = (pid: number): number => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
const cpuSeconds = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

export type GuestState = Record<string, unknown> & { vmid: number; status: string; name: string; maxmem: number; pid: number }

/** State of one guest of this node from its processes; `full` asks QEMU too, which takes seconds when QEMU hangs. */
export async function guestState(kind: Kind, id: number, full: boolean): Promise<GuestState> {
  const config = readGuestConfig(kind, id)
  const pid = kind === 'qemu' ? pidOf(id) : containerPid(id)
  const lifetime = pid === 0 ? 0 : uptimeOf(pid)
  const state: GuestState = {
    vmid: id,
    name: config['name'] ?? config['hostname'] ?? (kind === 'qemu' ? `VM ${id}` : `CT${id}`),
    status: pid === 0 ? 'stopped' : 'running',
    cpus: Number(config['cores'] ?? 1) * Number(config['sockets'] ?? 1),
    cpu: pid === 0 || lifetime === 0 ? 0 : cpuSeconds(pid) / lifetime,
    maxmem: Number((config['memory'] ?? '512').replace(/^current=/, '').split(',')[0]) * 2 ** 20,
    mem: pid === 0 ? 0 : residentBytes(pid),
    maxdisk: Number(/size=(\d+)G/.exec(config['scsi0'] ?? config['rootfs'] ?? '')?.[1] ?? 0) * 2 ** 30,
    disk: 0,
    diskread: 0,
    diskwrite: 0,
    netin: 0,
    netout: 0,
    uptime: lifetime,
    pid,
  }
  if (config['lock'] !== undefined) state['lock'] = config['lock']
  if (config['tags'] !== undefined) state['tags'] = config['tags']
  if (release().major >= 9 && kind === 'qemu') state['memhost'] = state['mem']
  if (full && kind === 'qemu') state['qmpstatus'] = pid === 0 ? 'stopped' : await qmpStatus(id)
  if (full && pid !== 0 && kind === 'qemu') {
    state['running-qemu'] = release().qemu
    state['running-machine'] = `pc-i440fx-${release().qemu.split('.').slice(0, 2).join('.')}+pve0`
    state['proxmox-support'] = {}
  }
  return state
}

/** Processes in the scope of a VM, as its control group has them. */
export const scopeOf = (id: number): string => join('/sys/fs/cgroup/qemu.slice', `${id}.scope`)
