import { isIPv6 } from 'node:net'

export interface Pseudonyms {
  line(text: string): string
  /** The same for a path in a bundle: folders are names of machines. */
  path(path: string): string
  /** How many of each kind were replaced. */
  counts(): Readonly<Record<'names' | 'addresses' | 'macs', number>>
}

/**
 * Names of hosts that are ordinary words of the logs as well: `pve` is what the installer proposes, and stands in paths, volume
 * groups and program names. These are replaced only where nothing but a host can stand.
 */
const WORDS =
  /^(?:pve|pbs|pmg|proxmox|kernel|systemd|root|local|localhost|host|node|guest|server|debian|ubuntu|alpine|windows|vm|ct|qemu|kvm|lxc|data|backup|storage|nas|cluster|corosync|ceph|zfs|nfs|test|dev|prod|home|main|web|mail|dns|dhcp|docker|monitor|log|logs|system|admin|user|network|gateway|router|firewall|\w{1,2})$/i
const SUFFIX =
  '(?:\\.(?:local|localdomain|lan|home|internal|intranet|corp|arpa|example|maas|test|[a-z0-9-]+\\.[a-z]{2,12}|com|net|org|io|dev|eu|de|fr|it|nl|at|ch|uk|us))*'

const MAC = /(?<![\w:])(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?![\w:])/g
const IPV4 = /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]|-\d)/g
const IPV6 = /(?<![\w:.])[0-9A-Fa-f:]{3,39}(?![\w:.])/g
const KEPT_IPV4 = /^(?:0\.|127\.|255\.|224\.|169\.254\.169\.254$)/

/**
 * Replaces names and addresses, the same one always by the same, so that a log still tells its story and not whose it is.
 * `names` are the machines, in a fixed order: the same input gives the same output.
 */
export function createPseudonyms(hosts: readonly string[], guests: readonly string[]): Pseudonyms {
  const aliases = new Map<string, string>()
  const clean = (name: string) => name.trim()
  hosts.map(clean).forEach((name) => name !== '' && !aliases.has(name) && aliases.set(name, `host${aliases.size + 1}`))
  const before = aliases.size
  guests.map(clean).forEach((name) => name !== '' && !aliases.has(name) && aliases.set(name, `guest${aliases.size - before + 1}`))
  const ordered = [...aliases].toSorted(([a], [b]) => b.length - a.length || (a < b ? -1 : 1))
  const rules = ordered.flatMap(([name, alias]) => rulesFor(name, alias))
  const v4 = new Map<string, string>()
  const v6 = new Map<string, string>()
  const macs = new Map<string, string>()
  let names = 0

  const numbered = <K>(map: Map<K, string>, key: K, make: (n: number) => string): string => {
    const known = map.get(key)
    if (known !== undefined) return known
    const made = make(map.size + 1)
    map.set(key, made)
    return made
  }
  const line = (text: string): string => {
    let out = text
    for (const { pattern, alias } of rules)
      out = out.replace(pattern, (_whole, keep: string | undefined) => {
        names++
        return `${keep ?? ''}${alias}`
      })
    out = out.replace(MAC, (mac) => numbered(macs, mac.toLowerCase(), (n) => `02:00:00:00:${hex(n >> 8)}:${hex(n)}`))
    out = out.replace(IPV4, (ip) =>
      KEPT_IPV4.test(ip) ? ip : numbered(v4, ip, (n) => `10.${200 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`),
    )
    return out.replace(IPV6, (text6) => {
      const colons = text6.split(':').length - 1
      if (
        colons < 2 ||
        text6 === '::' ||
        text6 === '::1' ||
        /^::ffff:$/i.test(text6) ||
        (!text6.includes('::') && colons !== 7) ||
        !isIPv6(text6)
      )
        return text6
      return numbered(v6, text6.toLowerCase(), (n) => `2001:db8::${n.toString(16)}`)
    })
  }
  return {
    line,
    path: (path) =>
      path
        .split('/')
        .map((part) => aliases.get(part) ?? line(part))
        .join('/'),
    counts: () => ({ names, addresses: v4.size + v6.size, macs: macs.size }),
  }
}

const hex = (n: number) => (n & 255).toString(16).padStart(2, '0')
const escape = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

function rulesFor(name: string, alias: string): { pattern: RegExp; alias: string }[] {
  const word = escape(name)
  if (!WORDS.test(name))
    // `maas` the host, not `maas-regiond` and not `maas.import-images`.
    return [{ pattern: new RegExp(`()(?<![\\w-])${word}${SUFFIX}(?![\\w-]|\\.\\w)`, 'g'), alias }]
  return [
    // journal fields and API answers
    { pattern: new RegExp(`("(?:_HOSTNAME|node|hostname|master_node)"\\s*:\\s*")${word}${SUFFIX}(?=")`, 'g'), alias },
    { pattern: new RegExp(`(\\bUPID:)${word}(?=:)`, 'g'), alias },
    { pattern: new RegExp(`(\\bnodes?/)${word}(?=[/"'\\s]|$)`, 'g'), alias },
    { pattern: new RegExp(`(\\b[Nn]ode:? '?)${word}(?='|\\s|,|$)`, 'g'), alias },
    // the place of the host in a line of a log
    { pattern: new RegExp(`(^[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)? )${word}${SUFFIX}(?= )`, 'g'), alias },
    { pattern: new RegExp(`(^\\d{4}-\\d\\d-\\d\\d[T ]\\S+ )${word}${SUFFIX}(?= )`, 'g'), alias },
    // `hostname: web`, `name: web`, and /etc/hostname as a line of its own
    { pattern: new RegExp(`((?:^|:)(?:host)?name: )${word}(?=\\s*$)`, 'g'), alias },
    { pattern: new RegExp(`(^)${word}${SUFFIX}(?=\\s*$)`, 'g'), alias },
  ]
}
