import { join } from 'node:path'
import type { ClusterState } from '../../src/model/index.ts'

export const ROOT = join(import.meta.dirname, '../..')
const GIB = 1024 ** 2

/** Three nodes, one guest killed, one stopped for its backup, two that look down. */
export const stateWithOutage = (): ClusterState => {
  const node = (
    name: string,
    total: number,
    guests: readonly (readonly ['vm' | 'ct', string, string, number])[],
    more: { arc?: number; other?: number; pressure?: number; swap?: number; full?: number | null } = {},
  ) => {
    const held = guests.reduce((sum, [, , , gib]) => sum + gib, 0)
    return {
      name,
      status: 'online' as const,
      seenAt: '2025-07-29T23:46:58.000Z',
      trouble: null,
      memory: {
        totalKiB: total * GIB,
        freeKiB: (total - held - (more.arc ?? 0) - (more.other ?? 0.5)) * GIB,
        arcKiB: (more.arc ?? 0) * GIB,
        arcReclaimableKiB: Math.max(0, (more.arc ?? 0) - 1) * GIB,
        guests: guests.map(([kind, id, called, gib]) => ({ kind, id, name: called, kib: gib * GIB })),
        otherKiB: (more.other ?? 0.5) * GIB,
        swapTotalKiB: (more.swap ?? 0) * GIB,
        swapFreeKiB: (more.swap ?? 0) * GIB,
      },
      pressure: { memoryFullAvg10: more.pressure ?? 0, history: [0, 0, 1, 0, 3, 10, 61, 58, 6, 0, 0, 0, 0, 0] },
      killedNext: guests.slice(0, 2).map(([kind, id, called]) => ({ kind, id, name: called })),
      growthKiBPerHour: more.full ? 0.08 * GIB : 0,
      fullInHours: more.full ?? null,
      bootId: null,
    }
  }
  const guest = (
    kind: 'vm' | 'ct',
    id: string,
    name: string,
    on: string,
    more: Partial<ClusterState['guests'][number]> = {},
  ): ClusterState['guests'][number] => ({
    kind,
    id,
    name,
    node: on,
    status: 'running',
    since: '2025-07-29T23:19:25.000Z',
    wanted: true,
    planned: false,
    says: null,
    incident: null,
    maxMemoryKiB: 4 * GIB,
    pid: 1000 + Number(id),
    ...more,
  })
  return {
    schema: 'whydown.state/v1',
    at: '2025-07-29T23:47:00.000Z',
    name: 'homelab',
    nodes: [
      node('pve', 16, [
        ['vm', '101', 'k3s', 4.0],
        ['vm', '100', 'opnsense', 3.4],
      ]),
      node(
        'still-fawn',
        32,
        [
          ['vm', '103', 'forge', 8.1],
          ['vm', '104', 'media', 6.1],
          ['vm', '106', 'desk', 4.1],
          ['ct', '200', 'dns', 1.9],
        ],
        { arc: 6.2, other: 1.6, pressure: 0.1 },
      ),
      node(
        'mini',
        8,
        [
          ['vm', '105', 'home', 2.1],
          ['ct', '202', 'wifi', 1.3],
        ],
        { other: 0.8, swap: 2, full: 41 },
      ),
    ],
    guests: [
      guest('vm', '100', 'opnsense', 'pve'),
      guest('vm', '101', 'k3s', 'pve'),
      guest('vm', '102', 'maas', 'pve', {
        status: 'stopped',
        incident: 'MAAS-2025-07-29-001',
        says: 'The host ran out of memory and its kernel killed the guest.',
        maxMemoryKiB: 8 * GIB,
        pid: null,
      }),
      guest('vm', '103', 'forge', 'still-fawn'),
      guest('vm', '104', 'media', 'still-fawn'),
      guest('vm', '106', 'desk', 'still-fawn', { status: 'no-network', says: 'Runs, but its lease ended: its DHCP server is 102 (maas).' }),
      guest('ct', '200', 'dns', 'still-fawn'),
      guest('vm', '105', 'home', 'mini', {
        status: 'stopped',
        planned: true,
        says: 'Stopped for its backup, as every Tuesday. Nobody was alerted.',
      }),
      guest('ct', '202', 'wifi', 'mini'),
    ],
    storages: [
      { id: 'local-lvm', node: 'pve', usedFraction: 0.41, metadataFraction: 0.02 },
      { id: 'tank', node: 'still-fawn', usedFraction: 0.63, metadataFraction: null },
    ],
    warnings: [
      {
        id: 'warning.storage',
        about: 'backup (mini)',
        since: '2025-07-29T20:00:00.000Z',
        text: 'backup (mini) is 91 % full.',
        silencedUntil: null,
      },
    ],
  }
}
