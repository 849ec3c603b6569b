import { WhydownError } from '../model/index.ts'
import { type Facts, type GuestFacts, type NodeFacts, nodeOf, type Source } from './facts.ts'
import { memoryOf } from './plan-node.ts'

/** One step of a what-if. Sizes are KiB. */
export type Change =
  | { readonly kind: 'guest'; readonly guest: string; readonly key: 'memory' | 'balloon'; readonly kib: number; readonly said: string }
  | { readonly kind: 'guest-flag'; readonly guest: string; readonly key: 'onboot' | 'running'; readonly on: boolean; readonly said: string }
  | { readonly kind: 'move'; readonly guest: string; readonly to: string; readonly said: string }
  | { readonly kind: 'node'; readonly node?: string; readonly key: 'ram' | 'arc' | 'swap'; readonly kib: number; readonly said: string }

const KEYS = 'memory, balloon, onboot, running or node'

/** `102.memory=6G`, `ct:203.memory=512M`, `102.onboot=0`, `102.node=pve2`. `sizeOf` reads a size into bytes, null where it is none. */
export function parseSet(text: string, sizeOf: (text: string) => number | null): Change {
  const [, kind, id, key = '', value = ''] = /^(?:(vm|ct):)?([\w-]+)\.(\w+)=(.+)$/.exec(text) ?? []
  const said = `--set ${text}`
  const wrong = (why: string) =>
    new WhydownError('usage', `${said}: ${why}`, 'Write it as --set 102.memory=6G, --set ct:203.memory=512M or --set 102.onboot=0.')
  if (id === undefined) throw wrong('it names no guest.')
  const guest = kind === undefined ? id : `${kind}:${id}`
  if (key === 'memory' || key === 'balloon') {
    const bytes = /^\d+$/.test(value) ? Number(value) * 1024 * 1024 : sizeOf(value)
    if (bytes === null) throw wrong(`"${value}" is not a size.`)
    return { kind: 'guest', guest, key, kib: Math.round(bytes / 1024), said }
  }
  if (key === 'onboot' || key === 'running') {
    if (!/^(?:0|1|yes|no|on|off|true|false)$/.test(value)) throw wrong(`"${value}" is neither 0 nor 1.`)
    return { kind: 'guest-flag', guest, key, on: /^(?:1|yes|on|true)$/.test(value), said }
  }
  if (key === 'node') return { kind: 'move', guest, to: value, said }
  throw wrong(`"${key}" cannot be set; it is ${KEYS}.`)
}

/** `32G`, or `pve2=32G` for one node of several. */
export function parseNodeSize(key: 'ram' | 'arc' | 'swap', text: string, sizeOf: (text: string) => number | null): Change {
  const [, node, value = ''] = /^(?:([\w.-]+)=)?(.+)$/.exec(text) ?? []
  const bytes = sizeOf(value)
  if (bytes === null || (key === 'ram' && bytes === 0))
    throw new WhydownError(
      'usage',
      `--${key} ${text}: "${value}" is not a size.`,
      `Write it as --${key} 32G, or --${key} pve2=32G for one node.`,
    )
  return { kind: 'node', ...(node === undefined ? {} : { node }), key, kib: Math.round(bytes / 1024), said: `--${key} ${text}` }
}

/** The facts as they would be; the given ones are not touched. */
export function applyChanges(facts: Facts, changes: readonly Change[]): Facts {
  const after: Facts = {
    ...facts,
    nodes: new Map(
      [...facts.nodes].map(([name, node]) => [name, { ...node, touched: new Map(node.touched), processes: new Map(node.processes) }]),
    ),
    guests: new Map([...facts.guests].map(([key, guest]) => [key, { ...guest }])),
  }
  for (const change of changes) apply(after, change)
  return after
}

function apply(facts: Facts, change: Change): void {
  const source: Source = { file: 'what-if', line: 1, text: change.said }
  if (change.kind === 'node') {
    for (const node of nodesOf(facts, change.node, change.said)) setNode(node, change.key, change.kib, source)
    return
  }
  const guest = guestNamed(facts, change.guest, change.said)
  if (change.kind === 'move') {
    if (!facts.nodes.has(change.to))
      throw new WhydownError('usage', `${change.said}: there is no node ${change.to}.`, `Known: ${[...facts.nodes.keys()].join(', ')}.`)
    guest.node = change.to
  } else if (change.kind === 'guest-flag') guest[change.key] = { value: change.on, source }
  else {
    guest[change.key] = { kib: change.kib, source }
    if (guest.memory && guest.balloon && guest.balloon.kib > guest.memory.kib) {
      if (change.key === 'balloon')
        throw new WhydownError(
          'usage',
          `${change.said}: the balloon minimum is above the memory of ${guest.id}.`,
          'Proxmox refuses that. Set the memory too, or a smaller minimum.',
        )
      guest.balloon = { kib: guest.memory.kib, source }
    }
  }
}

function setNode(node: NodeFacts, key: 'ram' | 'arc' | 'swap', kib: number, source: Source): void {
  if (key === 'arc') node.arcMax = { kib, source }
  else if (key === 'swap') {
    node.swapTotal = { kib, source }
    node.swapFree = { kib, source }
  } else {
    const before = memoryOf(node)
    // Firmware and kernel keep the same part of the new memory as of the old.
    const part = before === null ? 1 : before.managedKiB / before.installedKiB
    node.modules = { kib, source }
    node.memTotal = { kib: Math.round(kib * part), source }
  }
}

function nodesOf(facts: Facts, name: string | undefined, said: string): NodeFacts[] {
  if (name !== undefined) {
    const node = facts.nodes.get(name)
    if (!node)
      throw new WhydownError('usage', `${said}: there is no node ${name}.`, `Known: ${[...facts.nodes.keys()].join(', ') || 'none'}.`)
    return [node]
  }
  if (facts.nodes.size === 0) return [nodeOf(facts, 'host')]
  if (facts.nodes.size > 1)
    throw new WhydownError(
      'usage',
      `${said}: there are ${facts.nodes.size} nodes.`,
      `Say which: ${said.replace(/ (?=[^ ]*$)/, ` ${[...facts.nodes.keys()][0]}=`)}`,
    )
  return [...facts.nodes.values()]
}

export function guestNamed(facts: Facts, name: string, said: string): GuestFacts {
  const guests = [...facts.guests.values()]
  const found = guests.filter((guest) => `${guest.kind}:${guest.id}` === name || guest.id === name || guest.name === name)
  if (found.length === 1) return found[0]!
  throw new WhydownError(
    'usage',
    found.length === 0 ? `${said}: there is no guest ${name}.` : `${said}: ${name} is more than one guest.`,
    found.length === 0
      ? `Known: ${guests.map(({ kind, id, name: called }) => `${kind}:${id}${called === undefined ? '' : ` (${called})`}`).join(', ') || 'none; give qm list'}.`
      : `Say which: ${found.map(({ kind, id }) => `${kind}:${id}`).join(' or ')}.`,
  )
}
