import type { FactLine, Facts } from './facts.ts'

/** One `key: value` of a guest's configuration. */
export interface GuestSetting {
  readonly kind: 'vm' | 'ct'
  readonly id: string
  readonly node?: string
  readonly key: string
  readonly value: string
  /** Written, but not in force before the guest is stopped and started: section `[PENDING]`. */
  readonly pending: boolean
  /** `list`: from `qm list`, which shows what is in force. */
  readonly from: 'config' | 'list'
  readonly cite: FactLine
}

const KEY_VALUE = /^([a-z][a-z0-9_]*): ?(.*)$/
/** `grep -H` over all configurations: `/etc/pve/nodes/pve/qemu-server/102.conf:memory: 8192` */
const PREFIXED = /^\/etc\/pve\/(?:nodes\/([^/]+)\/)?(qemu-server|lxc)\/(\d+)\.conf:(.*)$/

/** What the configurations of all guests say. Snapshots are other configurations and left out. */
export function guestSettings(facts: Facts): GuestSetting[] {
  return facts.flatMap((source) => {
    const owner = ownerOf(source.origin) ?? ownerOf(source.file)
    if (owner) return [...settingsOf(source.lines.map((cite) => ({ ...owner, node: owner.node ?? source.node, text: cite.text, cite })))]
    const prefixed = source.lines.flatMap((cite) => {
      const [, node, folder, id, text] = PREFIXED.exec(cite.text) ?? []
      return id === undefined ? [] : [{ kind: kindOf(folder!), id, node: node ?? source.node, text: text!, cite }]
    })
    return [...settingsOf(prefixed), ...listed(source.lines, source.node), ...running(source.lines, source.node)]
  })
}

interface Owned {
  readonly kind: 'vm' | 'ct'
  readonly id: string
  readonly node: string | undefined
}

const kindOf = (folder: string): 'vm' | 'ct' => (folder === 'lxc' ? 'ct' : 'vm')

/** `qm config 102`, `/etc/pve/nodes/pve/qemu-server/102.conf`, `nodes/pve/vm-102.conf`, `qm-config-102.txt` */
function ownerOf(origin: string): Owned | null {
  const path = /(?:nodes\/([^/\s]+)\/)?(qemu-server|lxc)\/(\d+)\.conf$/.exec(origin)
  if (path) return { kind: kindOf(path[2]!), id: path[3]!, node: path[1] }
  const command = /\b(qm|pct)[ -]config[ -](\d+)(?: --current(?: 1)?)?(?:\.txt)?$/.exec(origin)
  if (command) return { kind: command[1] === 'pct' ? 'ct' : 'vm', id: command[2]!, node: undefined }
  const file = /(?:^|[/!])(vm|ct)-(\d+)\.conf$/.exec(origin)
  return file ? { kind: file[1] as 'vm' | 'ct', id: file[2]!, node: undefined } : null
}

function* settingsOf(lines: readonly (Owned & { text: string; cite: FactLine })[]): Generator<GuestSetting> {
  const sections = new Map<string, string>()
  for (const { kind, id, node, text, cite } of lines) {
    const key = `${kind}:${id}`
    const section = /^\[(.+)\]$/.exec(text)?.[1]
    if (section !== undefined) sections.set(key, section)
    const inside = sections.get(key)
    if (inside !== undefined && inside !== 'PENDING') continue
    const match = KEY_VALUE.exec(text)
    if (match)
      yield {
        kind,
        id,
        ...(node === undefined ? {} : { node }),
        key: match[1]!,
        value: match[2]!.trim(),
        pending: inside === 'PENDING',
        from: 'config',
        cite,
      }
  }
}

/**
 * What is known of one guest. With a name in the target a guest of the same id and another name is another machine: two clusters
 * may both have a 102.
 */
export function settingsOfGuest(facts: Facts, target: Readonly<Record<string, string | number>>): GuestSetting[] {
  const [id, name] = [String(target['guest']), target['name']]
  const own = guestSettings(facts).filter((one) => one.id === id)
  if (name === undefined) return own
  const place = ({ node, cite, kind }: GuestSetting) => `${kind} ${node ?? ''} ${cite.file}`
  const others = new Set(own.filter(({ key, value }) => (key === 'name' || key === 'hostname') && value !== String(name)).map(place))
  return own.filter((one) => !others.has(place(one)))
}

/** Rows of `qm list`. A name may hold spaces, so the columns are counted from both ends. */
function listed(lines: readonly FactLine[], node: string | undefined): GuestSetting[] {
  const header = lines.findIndex(({ text }) => /^\s*VMID\s+NAME\s+STATUS\s+MEM\(MB\)/.test(text))
  if (header === -1) return []
  return lines.slice(header + 1).flatMap((cite) => {
    const [, id, status, memory] = /^\s*(\d+)\s.*\s(\S+)\s+(\d+(?:\.\d+)?)\s+\d+\.\d\d\s+\d+\s*$/.exec(cite.text) ?? []
    if (id === undefined) return []
    const common = { kind: 'vm', id, ...(node === undefined ? {} : { node }), pending: false, from: 'list', cite } as const
    return [
      { ...common, key: 'memory', value: memory! },
      { ...common, key: 'status', value: status! },
    ]
  })
}

/** `/run/qemu-server/102.pid:pid: 1705` and `/sys/fs/cgroup/lxc/200/:running: 1`: what runs now. */
function running(lines: readonly FactLine[], node: string | undefined): GuestSetting[] {
  return lines.flatMap((cite): GuestSetting[] => {
    const [, vm, ct] = /^\/run\/qemu-server\/(\d+)\.pid:pid: \d+|^\/sys\/fs\/cgroup\/lxc\/(\d+)\/:running: 1/.exec(cite.text) ?? []
    const id = vm ?? ct
    if (id === undefined) return []
    const where = node === undefined ? {} : { node }
    return [{ kind: vm === undefined ? 'ct' : 'vm', id, ...where, key: 'status', value: 'running', pending: false, from: 'list', cite }]
  })
}

/** `8192`, and `current=8192` since PVE 8.1; in MiB. */
export function memoryMiB(value: string): number | null {
  const [, digits] = /^(?:current=)?(\d+(?:\.\d+)?)\b/.exec(value) ?? []
  return digits === undefined ? null : Number(digits)
}
