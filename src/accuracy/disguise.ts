import type { AccuracyCase } from './case.ts'
import { splitLine, stampOf } from './stamps.ts'

const eachLine = (example: AccuracyCase, change: (line: string) => string): AccuracyCase => ({
  ...example,
  logs: example.logs.map((log) => ({ ...log, lines: log.lines.map(change) })),
})

const quote = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** The machines that say something in the case. */
const hostsOf = (example: AccuracyCase): string[] => [
  ...new Set(example.logs.flatMap((log) => log.lines.flatMap((line) => splitLine(line)?.host ?? []))),
]

/** Other names for the machines: in the column of the stamps, in task ids, and where Proxmox names a node. */
export function withOtherHosts(example: AccuracyCase, nameOf: (n: number) => string = (n) => `zz${n + 1}-other`): AccuracyCase {
  const names = new Map(hostsOf(example).map((name, n) => [name, nameOf(n)]))
  if (names.size === 0) return example
  const any = [...names.keys()].map(quote).join('|')
  const places = new RegExp(`(UPID:|\\bnodes?[ /]'?|ha_agent_)(${any})(?![\\w-]*\\w)`, 'g')
  const changed = eachLine(example, (line) => {
    const parts = splitLine(line)
    const rest = parts ? line.slice(parts.stamp.length + 1 + parts.host.length) : line
    const before = parts ? `${line.slice(0, parts.stamp.length)} ${names.get(parts.host) ?? parts.host}` : ''
    return before + rest.replace(places, (_, place: string, name: string) => place + names.get(name)!)
  })
  const [, node] = /^node:(.+)$/.exec(example.subject ?? '') ?? []
  return node !== undefined && names.has(node) ? { ...changed, subject: `node:${names.get(node)}` } : changed
}

/** How Proxmox and the kernel write the id of a guest. */
const GUEST_PLACES =
  /(\b(?:VM|CT|vmid|VMID|guest|for|container|Container:?|-id)[ ']+|\b(?:qm|vz)\w+:|vzdump:|\b(?:vm|ct):|tap|veth|fwbr|fwpr|fwln|\b(?:vm|base|subvol)-|vm--|\/lxc\/|lxc@|pve-container@|lock-|qemu-server\/|startup for container '|lxc-start: |lxc-|\b(?:qm|pct) [a-z]+ )(\d{3,9})(?!\d)|(?<![\w.:-])(\d{3,9})(?=\.scope\b)|^(\s*)(\d{3,9})(?=\s+\S+\s+(?:running|stopped|paused|io-error)\b)/g

/** Other ids for all guests: every id moves up by the same number. */
export function withOtherGuestIds(example: AccuracyCase, by = 4000): AccuracyCase {
  const move = (id: string) => String(Number(id) + by)
  const changed = eachLine(example, (line) =>
    line.replace(GUEST_PLACES, (_, place?: string, id?: string, scope?: string, indent?: string, row?: string) =>
      id !== undefined ? `${place}${move(id)}` : scope !== undefined ? move(scope) : `${indent}${move(row!)}`,
    ),
  )
  const [, kind, id] = /^(vm|ct):(\d+)$/.exec(example.subject ?? '') ?? []
  return id === undefined ? changed : { ...changed, subject: `${kind}:${move(id)}` }
}

const HEX = (text: string, bySeconds: number) =>
  (Number.parseInt(text, 16) + bySeconds).toString(16).toUpperCase().padStart(text.length, '0')

/** The year that dated lines of the case tell; years have 365 or 366 days. */
const yearOf = (example: AccuracyCase): number | undefined =>
  example.logs
    .flatMap((log) => log.lines)
    .map((line) => (/^\d{4}-|^\[[A-Z]/.test(line) ? stampOf(line) : null))
    .flatMap((stamp) => (stamp ? [new Date(stamp.ms).getUTCFullYear()] : []))[0]

/** The whole case at another time: stamps, and the seconds inside task ids. */
export function atAnotherTime(example: AccuracyCase, byMs: number): AccuracyCase {
  const seconds = Math.round(byMs / 1000)
  const year = yearOf(example)
  return eachLine(example, (line) => {
    const stamp = stampOf(line, year)
    const moved = stamp ? `${stamp.print(stamp.ms + byMs)}${line.slice(stamp.length)}` : line
    return (
      moved
        .replace(
          /(UPID:[^:\s]+:[0-9A-F]{8}:[0-9A-F]{8,9}:)([0-9A-F]{8})(?=:)/g,
          (_, before: string, at: string) => before + HEX(at, seconds),
        )
        // The access log of the API prints its own form.
        .replace(/\[(\d\d)\/(\d\d)\/(\d{4}):(\d\d):(\d\d):(\d\d)(?= [+-]\d{4}\])/g, (_, d, m, y, h, min, s) => {
          const t = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d), Number(h), Number(min), Number(s)) + byMs).toISOString()
          return `[${t.slice(8, 10)}/${t.slice(5, 7)}/${t.slice(0, 4)}:${t.slice(11, 19)}`
        })
        .replace(/^(UPID:\S+ )([0-9A-F]{8})(?= )/, (_, before: string, at: string) => before + HEX(at, seconds))
    )
  })
}

/** The first stamped line moves to half a minute before the new year. Null when nothing is stamped with a date. */
export function overNewYear(example: AccuracyCase): AccuracyCase | null {
  const told = yearOf(example)
  const first = example.logs
    .flatMap((log) => log.lines.flatMap((line) => (/^\d\d:/.test(line) ? [] : (stampOf(line, told)?.ms ?? []))))
    .toSorted((a, b) => a - b)[0]
  if (first === undefined) return null
  const year = new Date(first).getUTCFullYear()
  return atAnotherTime(example, Date.UTC(year, 11, 31, 23, 59, 30) - first)
}

/** Printed zones become another one, the instants stay; stamps without a zone are read in another one. */
export function inAnotherZone(example: AccuracyCase, minutesEast = -300, tz = 'America/Bogota'): AccuracyCase {
  const sign = minutesEast < 0 ? '-' : '+'
  const pad = (n: number) => String(n).padStart(2, '0')
  const changed = eachLine(example, (line) => {
    const [, offset] = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?([+-]\d\d:?\d\d)(?=\s)/.exec(line) ?? []
    const stamp = stampOf(line)
    if (offset === undefined || !stamp) return line
    const was = (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)))
    const colon = offset.includes(':') ? ':' : ''
    const now = `${sign}${pad(Math.floor(Math.abs(minutesEast) / 60))}${colon}${pad(Math.abs(minutesEast) % 60)}`
    return stamp.print(stamp.ms + (minutesEast - was) * 60_000).replace(offset, now) + line.slice(stamp.length)
  })
  return { ...changed, tz }
}

/** Machines, people, addresses and MACs under other names, each always under the same. */
export function scrubbed(example: AccuracyCase): AccuracyCase {
  const names = new Map<string, string>()
  const as = (text: string, name: (n: number) => string) => {
    if (!names.has(text)) names.set(text, name(names.size))
    return names.get(text)!
  }
  return eachLine(
    withOtherHosts(example, (n) => `host-${String.fromCharCode(97 + n)}`),
    (line) =>
      line
        .replace(/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, (address) => as(address, (n) => `198.51.100.${(n % 200) + 1}`))
        .replace(/\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/gi, (mac) => as(mac, (n) => `02:00:00:00:00:${String(n % 100).padStart(2, '0')}`))
        .replace(/\b[a-z]\w*(?=@(?:pve|pam|ldap)\b)/g, (person) => (person === 'root' ? person : as(person, (n) => `user${n}`))),
  )
}
