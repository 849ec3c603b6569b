import type { SeenGuest, SeenNode, Sighting } from './sighting.ts'

const T0 = Date.parse('2025-07-29T23:00:00Z')
export const at = (seconds: number): number => T0 + seconds * 1000

export const guest = (id: string, changes: Partial<SeenGuest> = {}): SeenGuest => ({
  kind: 'vm',
  id,
  name: `g${id}`,
  node: 'pve',
  running: true,
  halted: null,
  pid: Number(id) * 10,
  uptime: 100_000,
  memoryKiB: 4_194_304,
  maxMemoryKiB: 8_388_608,
  traffic: null,
  cpu: null,
  autostart: null,
  lock: null,
  ...changes,
})
export const node = (name: string, changes: Partial<SeenNode> = {}): SeenNode => ({
  name,
  online: true,
  bootId: 'b1',
  uptime: 500_000,
  memory: {
    totalKiB: 16_777_216,
    freeKiB: 8_388_608,
    arcKiB: 0,
    arcReclaimableKiB: 0,
    guests: [],
    otherKiB: 0,
    swapTotalKiB: 0,
    swapFreeKiB: 0,
  },
  memoryPressure: null,
  killedNext: [],
  rootUsed: null,
  ...changes,
})
export const sighting = (
  seconds: number,
  guests: readonly SeenGuest[],
  nodes: readonly SeenNode[] = [node('pve')],
  changes: Partial<Sighting> = {},
): Sighting => ({
  at: at(seconds),
  cluster: 'lab',
  nodes,
  guests,
  storages: [],
  quorate: true,
  missing: [],
  ...changes,
})
