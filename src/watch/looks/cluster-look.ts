import type { ClusterAnswers } from '../../collect/index.ts'
import type { SeenGuest, SeenNode, Sighting } from '../sighting.ts'

type Row = ClusterAnswers['resources'][number]
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
/** Perl tells figures as numbers or as strings. */
const figure = (value: unknown): number | null => (value === undefined || value === null || value === '' ? null : Number(value))
const part = (used: number | null, all: number | null) => (used === null || !all ? null : used / all)

/**
 * A whole cluster as `/cluster/resources` and `/cluster/status` tell it.
 *
 * `unknown` is no state of a guest: its node does not report. Memory of nodes is not taken from here: what the API calls used
 * counts the ZFS cache in, so that a healthy ZFS host would be warned about.
 */
export function readCluster({ resources, status }: ClusterAnswers, at: number): Sighting {
  const members = new Map(
    (status ?? []).filter(({ type }) => type === 'node').map((row) => [text(row['name']), Number(row['online']) === 1]),
  )
  const cluster = (status ?? []).find(({ type }) => type === 'cluster')
  const nodes = resources.filter(({ type }) => type === 'node').flatMap((row) => nodeOf(row, members))
  const seenShared = new Set<string>()
  const guests = resources.flatMap((row) => guestOf(row))
  return {
    at,
    cluster: text(cluster?.['name']) ?? null,
    nodes,
    guests,
    storages: resources.flatMap((row) => {
      const [id, node] = [text(row['storage']), text(row['node'])]
      if (row['type'] !== 'storage' || !id || !node || row['status'] !== 'available') return []
      // A shared one is told once for each node.
      if (Number(row['shared']) === 1 && seenShared.has(id)) return []
      seenShared.add(id)
      return [{ id, node, usedFraction: part(figure(row['disk']), figure(row['maxdisk'])), metadataFraction: null }]
    }),
    quorate: cluster ? Number(cluster['quorate']) === 1 : null,
    missing: nodes.filter(({ online }) => !online).map(({ name }) => ({ node: name, because: 'the cluster does not see it' })),
  }
}

function nodeOf(row: Row, members: ReadonlyMap<string | undefined, boolean>): SeenNode[] {
  const name = text(row['node'])
  if (!name) return []
  return [
    {
      name,
      online: row['status'] === 'online' && members.get(name) !== false,
      bootId: null,
      uptime: figure(row['uptime']),
      memory: null,
      memoryPressure: null,
      killedNext: [],
      rootUsed: part(figure(row['disk']), figure(row['maxdisk'])),
    },
  ]
}

function guestOf(row: Row): SeenGuest[] {
  const [node, name] = [text(row['node']), text(row['name'])]
  const id = figure(row['vmid'])
  if ((row['type'] !== 'qemu' && row['type'] !== 'lxc') || !node || id === null || Number(row['template']) === 1) return []
  if (row['status'] !== 'running' && row['status'] !== 'stopped') return []
  const running = row['status'] === 'running'
  const [received, sent] = [figure(row['netin']), figure(row['netout'])]
  const memory = figure(row['memhost']) ?? figure(row['mem'])
  const most = figure(row['maxmem'])
  return [
    {
      kind: row['type'] === 'lxc' ? 'ct' : 'vm',
      id: String(id),
      ...(name === undefined ? {} : { name }),
      node,
      running,
      halted: null,
      pid: null,
      uptime: running ? figure(row['uptime']) : null,
      memoryKiB: memory === null ? null : memory / 1024,
      maxMemoryKiB: most === null ? null : most / 1024,
      traffic: !running || received === null || sent === null ? null : received + sent,
      cpu: running ? figure(row['cpu']) : null,
      autostart: text(row['hastate']) === undefined ? null : row['hastate'] === 'started',
      lock: text(row['lock']) ?? null,
    },
  ]
}
