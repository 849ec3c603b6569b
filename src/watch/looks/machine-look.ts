import { planCapacity } from '../../capacity/index.ts'
import { readGuests } from '../../collect/index.ts'
import { readGuestLine } from '../../parse/index.ts'
import type { StorageState } from '../../model/index.ts'
import type { SeenGuest, SeenNode } from '../sighting.ts'

/** What one host's shell answered: the outputs of the allowed commands, by name. */
export interface MachineAnswers {
  readonly node: string
  readonly at: number
  readonly identity?: string | undefined
  readonly guests?: string | undefined
  readonly memory?: string | undefined
  readonly zfs?: string | undefined
  readonly guestMemory?: string | undefined
  readonly rootSpace?: string | undefined
  readonly thinPools?: string | undefined
}

const PAGE_CACHE_OF_GUEST = /^\/sys\/fs\/cgroup\/(?:qemu\.slice\/(\d+)\.scope|lxc\/(\d+))\/memory\.current:(\d+)$/gm

/** One host as its own files tell it. */
export function readMachine(answers: MachineAnswers): { node: SeenNode; guests: SeenGuest[]; storages: StorageState[] } {
  const { node, at, identity = '', guests: listing = '', memory = '' } = answers
  const figure = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(memory)?.[1] ?? NaN)
  const arc = (key: string) => Number(new RegExp(`^${key} +\\d+ +(\\d+)`, 'm').exec(answers.zfs ?? '')?.[1] ?? 0) / 1024
  const uptime = Number(/^(\d+\.\d+) \d+\.\d+$/m.exec(identity)?.[1] ?? NaN)
  const bootId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/m.exec(identity)?.[0] ?? null
  const full = /\/proc\/pressure\/memory\n(?:some [^\n]*\n)?full avg10=(\d+\.\d+)/.exec(memory)?.[1]

  const rss = new Map<number, number>()
  for (const line of listing.split('\n')) {
    const told = readGuestLine(line)
    if (told?.what === 'process') rss.set(told.pid, told.rssKiB)
  }
  const inCgroup = new Map(
    [...(answers.guestMemory ?? '').matchAll(PAGE_CACHE_OF_GUEST)].map(([, vm, ct, bytes]) => [
      vm ? `vm:${vm}` : `ct:${ct}`,
      Number(bytes) / 1024,
    ]),
  )
  const settings = settingsOf(listing)
  const guests = readGuests(listing, node)
    .filter((guest) => guest.node === node && guest.running !== null)
    .map((guest): SeenGuest => {
      const key = `${guest.kind}:${guest.id}`
      const own = settings.get(key)
      return {
        kind: guest.kind,
        id: guest.id,
        ...(guest.name === null ? {} : { name: guest.name }),
        node,
        running: guest.running === true,
        halted: null,
        pid: guest.pid,
        uptime: guest.startedAt === null ? null : Math.max(0, Math.round((at - guest.startedAt) / 1000)),
        // What the kernel weighs of a VM is its resident memory; a container is what its cgroup holds.
        memoryKiB: (guest.pid === null ? undefined : rss.get(guest.pid)) ?? inCgroup.get(key) ?? null,
        maxMemoryKiB: own?.memoryMiB === undefined ? null : own.memoryMiB * 1024,
        traffic: null,
        cpu: null,
        autostart: own?.onboot ?? null,
        lock: own?.lock ?? null,
      }
    })
  const total = figure('MemTotal')
  const free = figure('MemAvailable')
  const arcKiB = arc('size')
  const arcReclaimableKiB = Math.max(0, arcKiB - arc('c_min'))
  const held = guests.filter((guest) => guest.running && guest.memoryKiB !== null)
  const guestsKiB = held.reduce((sum, guest) => sum + guest.memoryKiB!, 0)
  return {
    node: {
      name: node,
      online: true,
      bootId,
      uptime: Number.isNaN(uptime) ? null : uptime,
      memory: Number.isNaN(total)
        ? null
        : {
            totalKiB: total,
            freeKiB: free,
            arcKiB,
            arcReclaimableKiB,
            guests: held.map(({ kind, id, name, memoryKiB }) => ({ kind, id, ...(name === undefined ? {} : { name }), kib: memoryKiB! })),
            otherKiB: Math.max(0, total - free - arcKiB - guestsKiB),
            swapTotalKiB: figure('SwapTotal') || 0,
            swapFreeKiB: figure('SwapFree') || 0,
          },
      memoryPressure: full === undefined ? null : Number(full),
      killedNext: killedNext(answers),
      rootUsed: null,
    },
    guests,
    storages: [...spaces(answers), ...thinPools(answers)],
  }
}

interface Settings {
  memoryMiB?: number
  onboot?: boolean
  lock?: string
}

/** Memory, onboot and lock from the configurations; only what stands before the first snapshot counts. */
function settingsOf(listing: string): Map<string, Settings> {
  const all = new Map<string, Settings>()
  const closed = new Set<string>()
  for (const line of listing.split('\n')) {
    const told = readGuestLine(line)
    if (told === null || told.what === 'process' || told.what === 'pid') continue
    const key = `${told.kind}:${told.id}`
    if (told.what === 'section') closed.add(key)
    else if (!closed.has(key)) {
      const own = all.get(key) ?? {}
      if (told.key === 'memory') own.memoryMiB = Number(/\d+/.exec(told.value)?.[0] ?? 512)
      if (told.key === 'onboot') own.onboot = told.value === '1'
      if (told.key === 'lock') own.lock = told.value
      all.set(key, own)
    }
  }
  return all
}

function killedNext({ node, guests, memory }: MachineAnswers): SeenNode['killedNext'] {
  if (guests === undefined || memory === undefined) return []
  try {
    const plan = planCapacity(
      [
        { file: 'memory.txt', node, origin: 'memory', text: memory },
        { file: 'guests.txt', node, origin: 'pve-guests', text: guests },
      ],
      { version: '', wantedFraction: 0.2, changes: [], lose: [], belowTouched: false },
    )
    return (plan.nodes[0]?.before.killedNext?.rows ?? []).slice(0, 3).map((row) => {
      const [kind, id] = (row.guest ?? '').split(':')
      if ((kind !== 'vm' && kind !== 'ct') || !id) return { kind: 'process' as const, id: String(row.pid ?? ''), name: row.name }
      const name = /\((.+)\)/.exec(row.name)?.[1]
      return { kind, id, ...(name === undefined ? {} : { name }) }
    })
  } catch {
    return []
  }
}

/** `/ ext2/ext3 blocks=25000 free=… available=6000 size=4096` */
const spaces = ({ node, rootSpace = '' }: MachineAnswers): StorageState[] => {
  const seen = new Set<string>()
  return [...rootSpace.matchAll(/^(\/\S*) (\S+) blocks=(\d+) free=(\d+) available=(\d+) size=\d+$/gm)].flatMap(
    ([, mount, type, blocks, free, available]) => {
      const figures = `${type} ${blocks} ${available}`
      // /var is mostly the same filesystem as /.
      if (seen.has(figures) || Number(blocks) === 0) return []
      seen.add(figures)
      const used = Number(blocks) - Number(free)
      return [{ id: mount!, node, usedFraction: used / Math.max(1, used + Number(available)), metadataFraction: null }]
    },
  )
}

/** `pve-data-tpool: 0 100 thin-pool 1 128/1024 500/1000 - rw discard_passdown queue_if_no_space - 1024` */
const thinPools = ({ node, thinPools: text = '' }: MachineAnswers): StorageState[] =>
  [...text.matchAll(/^(\S+): \d+ \d+ thin-pool \d+ (\d+)\/(\d+) (\d+)\/(\d+) /gm)].map(([, name, metaUsed, meta, used, all]) => ({
    id: name!
      .replace(/-tpool$/, '')
      .replace(/(?<!-)-(?!-)/, '/')
      .replaceAll('--', '-'),
    node,
    usedFraction: Number(used) / Math.max(1, Number(all)),
    metadataFraction: Number(metaUsed) / Math.max(1, Number(meta)),
  }))
