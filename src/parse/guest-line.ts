/** One line of what a Proxmox host says about its guests: settings, process ids, and the processes themselves. */
export type GuestLine =
  | {
      readonly what: 'setting'
      readonly kind: 'vm' | 'ct'
      readonly id: string
      readonly node: string
      readonly key: string
      readonly value: string
    }
  /** From here on the file holds snapshots and pending changes, not how the guest is. */
  | { readonly what: 'section'; readonly kind: 'vm' | 'ct'; readonly id: string }
  | { readonly what: 'pid'; readonly kind: 'vm' | 'ct'; readonly id: string; readonly pid: number | null }
  | {
      readonly what: 'process'
      readonly pid: number
      readonly ageSeconds: number
      readonly rssKiB: number
      readonly state: string
      readonly startedAt: number
      readonly waitsIn: string
      readonly program: string
    }

const SETTING = /^\/etc\/pve\/nodes\/([^/]+)\/(qemu-server|lxc)\/(\d+)\.conf:(?:([\w-]+):\s*(.*)|(\[.*))$/
const PID = /^\/run\/qemu-server\/(\d+)\.pid:pid: (\d+)?/
const CONTAINER = /^\/sys\/fs\/cgroup\/lxc\/(\d+)\/:running: 1/
// `ps: 1705 3600 8042820 Sl Tue Jul 29 17:00:18 2025 - kvm`: pid, age, RSS, state, start (UTC), where it waits, program
const PROCESS = /^ps: (\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+\w{3} (\w{3})\s+(\d+) (\d\d):(\d\d):(\d\d) (\d{4})\s+(\S+)\s+(\S+)/
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/** Reads a line of `grep -H` over the configurations, of `/run/qemu-server/*.pid`, or of `ps`; null for anything else. */
export function readGuestLine(text: string): GuestLine | null {
  const setting = SETTING.exec(text)
  if (setting) {
    const [, node = '', folder, id = '', key, value = ''] = setting
    const kind = folder === 'lxc' ? 'ct' : 'vm'
    return key === undefined ? { what: 'section', kind, id } : { what: 'setting', kind, id, node, key, value: value.trim() }
  }
  const pid = PID.exec(text)
  if (pid) return { what: 'pid', kind: 'vm', id: pid[1]!, pid: pid[2] === undefined ? null : Number(pid[2]) }
  const container = CONTAINER.exec(text)
  if (container) return { what: 'pid', kind: 'ct', id: container[1]!, pid: null }
  const process = PROCESS.exec(text)
  if (!process) return null
  const [, number, age, rss, state = '', month = '', day, hour, minute, second, year, waitsIn = '', program = ''] = process
  return {
    what: 'process',
    pid: Number(number),
    ageSeconds: Number(age),
    rssKiB: Number(rss),
    state,
    startedAt: Date.UTC(Number(year), MONTHS.indexOf(month) / 3, Number(day), Number(hour), Number(minute), Number(second)),
    waitsIn,
    program,
  }
}
