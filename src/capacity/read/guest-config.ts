import { guestOf, type Reading, type Source } from '../facts.ts'

/** `qm config 102`, `qm-config-102.txt`, `/etc/pve/nodes/pve/qemu-server/102.conf`, `…/lxc/203.conf` */
const OF_FILE = /(?:(qm|pct) config |(qm|pct)-config-|(qemu-server|lxc)\/)(\d{3,9})/

/** Whose configuration a file is, and on which node, by its name or the command that printed it. */
export function configOf(name: string): { kind: 'vm' | 'ct'; id: string; node?: string } | null {
  const found = OF_FILE.exec(name)
  if (!found) return null
  const kind = [found[1], found[2], found[3]].some((word) => word === 'pct' || word === 'lxc') ? 'ct' : 'vm'
  const node = /\/nodes\/([^/]+)\/(?:qemu-server|lxc)\//.exec(name)?.[1]
  return { kind, id: found[4]!, ...(node === undefined ? {} : { node }) }
}

const MIB = 1024

/** One `key: value` of a guest's configuration. */
export function readGuestConfig(
  { facts, node }: Reading,
  of: { kind: 'vm' | 'ct'; id: string; node?: string },
  line: string,
  source: Source,
): boolean {
  const [, key, value = ''] = /^([a-z]+\d*):\s*(.*?)\s*$/.exec(line) ?? []
  if (key === undefined) return false
  const guest = guestOf(facts, of.kind, of.id, of.node ?? node)
  if (of.node !== undefined) guest.node = of.node
  switch (key) {
    case 'memory': {
      // From 8.1 on also `current=8192`.
      const mib = Number(/^(?:current=)?(\d+)/.exec(value)?.[1])
      if (Number.isFinite(mib)) guest.memory = { kib: mib * MIB, source }
      break
    }
    case 'balloon':
      if (/^\d+$/.test(value)) guest.balloon = { kib: Number(value) * MIB, source }
      break
    case 'hugepages':
      guest.hugepages = { value, source }
      break
    case 'onboot':
      guest.onboot = { value: value === '1', source }
      break
    case 'template':
      guest.template = value === '1'
      break
    case 'name':
    case 'hostname':
      guest.name = value
      break
    case 'tags':
      guest.tags = value.split(/[;,\s]+/).filter((tag) => tag !== '')
      break
  }
  return true
}
