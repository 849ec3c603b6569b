import { emptyNode, guestOf, nodeOf, type Reading, type Source } from '../facts.ts'

interface Section {
  readonly type: string
  readonly id: string
  readonly keys: Map<string, string>
  readonly source: Source
}

/**
 * HA resources, groups (up to 8), rules (from 9) and the members of the cluster. Proxmox writes sections: a head `vm: 102`,
 * then indented keys.
 */
export function readSections(reading: Reading, about: string): void {
  if (/corosync\.conf/.test(about)) readCorosync(reading)
  readMembers(reading)
  if (!/ha\/(?:resources|groups|rules)\.cfg|ha-(?:resources|groups|rules)|(?:^|\/)ha\.txt$/.test(about)) return
  if (/resources/.test(about) || /^==> \/etc\/pve\/ha\/resources\.cfg <==/m.test(reading.file.text)) reading.facts.haKnown = true
  for (const { type, id, keys, source } of sections(reading)) {
    if (type === 'vm' || type === 'ct')
      guestOf(reading.facts, type, id, reading.node).ha = { value: keys.get('state') ?? 'started', source }
    const nodes = (keys.get('nodes') ?? '').split(',').map((node) => node.split(':')[0]!.trim())
    if (type === 'group') reading.facts.rules.push({ guests: [`group:${id}`], nodes, strict: keys.get('restricted') === '1', source })
    if (type === 'node-affinity')
      reading.facts.rules.push({
        guests: (keys.get('resources') ?? '').split(',').map((guest) => guest.trim()),
        nodes,
        strict: keys.get('strict') === '1',
        source,
      })
    const group = keys.get('group')
    if (group !== undefined && (type === 'vm' || type === 'ct'))
      reading.facts.rules.push({ guests: [`${type}:${id}`], nodes: [`group:${group}`], strict: false, source })
  }
}

function* sections({ file }: Reading): Generator<Section> {
  let now: Section | null = null
  for (const [n, text] of file.text.split('\n').entries()) {
    const head = /^([a-z-]+):\s*(\S+)\s*$/.exec(text)
    if (head) {
      if (now) yield now
      now = { type: head[1]!, id: head[2]!, keys: new Map(), source: { file: file.file, line: n + 1, text } }
    }
    const [, key, value = ''] = /^\s+(\w+)(?:\s+(.*?))?\s*$/.exec(text) ?? []
    if (key !== undefined) now?.keys.set(key, value)
  }
  if (now) yield now
}

/** `/etc/pve/.members`: `"nodelist": { "pve1": { "id": 1, "online": 1, … } }` */
function readMembers({ facts, file }: Reading): void {
  const at = file.text.indexOf('"nodelist"')
  if (at === -1) return
  const names = [...file.text.slice(at).matchAll(/"([\w.-]+)":\s*\{\s*"id"/g)].map((found) => found[1]!)
  const before = file.text.slice(0, at).split('\n')
  if (names.length > 0)
    facts.members ??= {
      value: names,
      source: { file: file.file, line: before.length, text: file.text.split('\n')[before.length - 1] ?? '' },
    }
}

/** `name: pve1` below each `node {`; a `device {` is a vote of a quorum device. */
function readCorosync({ facts, file }: Reading): void {
  const lines = file.text.split('\n')
  const names: string[] = []
  let inNode = false
  let first: Source | null = null
  for (const [n, text] of lines.entries()) {
    if (/^\s*node \{/.test(text)) inNode = true
    else if (/^\s*\}/.test(text)) inNode = false
    else if (/^\s*device \{/.test(text)) facts.qdevice = true
    const name = inNode ? /^\s*name:\s*(\S+)/.exec(text)?.[1] : undefined
    if (name === undefined) continue
    names.push(name)
    first ??= { file: file.file, line: n + 1, text }
  }
  if (first) facts.members ??= { value: names, source: first }
}

interface Resource {
  type?: string
  vmid?: number | string
  node?: string
  name?: string
  status?: string
  maxmem?: number
  template?: number
  hastate?: string
  tags?: string
  time?: number
  memused?: number
  memtotal?: number
}

/** Answers of the API: `/cluster/resources` and `/nodes/NODE/rrddata`. True when the file was one. */
export function readAnswer(reading: Reading): boolean {
  const { facts, file, node } = reading
  if (!/^\s*[[{]/.test(file.text)) return false
  let answer: unknown
  try {
    answer = JSON.parse(file.text)
  } catch {
    return false
  }
  const rows = (Array.isArray(answer) ? answer : (answer as { data?: unknown } | null)?.data) as unknown
  if (!Array.isArray(rows)) return false
  for (const row of rows as Resource[]) {
    const source: Source = { file: file.file, line: 1, text: JSON.stringify(row).slice(0, 400) }
    if (row.type === 'node' && row.node !== undefined) {
      if (!facts.nodes.has(row.node)) facts.nodes.set(row.node, emptyNode(row.node))
      if (Number(row.maxmem) > 0) nodeOf(facts, row.node).memTotal ??= { kib: Math.round(Number(row.maxmem) / 1024), source }
    }
    if ((row.type === 'qemu' || row.type === 'lxc') && row.vmid !== undefined && row.node !== undefined) {
      const guest = guestOf(facts, row.type === 'qemu' ? 'vm' : 'ct', String(row.vmid), row.node)
      guest.node = row.node
      if (row.name !== undefined) guest.name ??= row.name
      guest.running ??= { value: row.status === 'running', source }
      if (Number(row.maxmem) > 0) guest.memory ??= { kib: Math.round(Number(row.maxmem) / 1024), source }
      if (Number(row.template) === 1) guest.template = true
      if (row.hastate !== undefined) facts.haKnown = true
      if (row.hastate !== undefined && row.hastate !== '') guest.ha ??= { value: row.hastate, source }
      if (row.tags !== undefined) guest.tags ??= row.tags.split(/[;,\s]+/).filter((tag) => tag !== '')
    }
    if (row.type === undefined && Number(row.time) > 0 && Number(row.memused) > 0)
      nodeOf(facts, node).samples.push({ at: Number(row.time) * 1000, usedKiB: Math.round(Number(row.memused) / 1024), source })
  }
  return true
}
