import type { ClusterState } from '../model/index.ts'

/** What the daemon counts over its life. */
export interface Counters {
  readonly looks: number
  readonly failedLooks: number
  readonly lookSeconds: number
  readonly diagnoses: number
  readonly diagnosisSeconds: number
  /** Incidents by cause and whether planned, since the store began. */
  readonly incidents: readonly { readonly cause: string; readonly planned: boolean; readonly count: number }[]
  readonly openActions: number
  readonly waitingDeliveries: number
  /** Part of the asked sources that were complete, at the last diagnosis; null before one. */
  readonly coverage: number | null
}

const label = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
const labels = (pairs: Readonly<Record<string, string>>) =>
  Object.keys(pairs).length === 0
    ? ''
    : `{${Object.entries(pairs)
        .map(([key, value]) => `${key}="${label(value)}"`)
        .join(',')}}`

interface Family {
  readonly name: string
  readonly type: 'gauge' | 'counter'
  readonly help: string
  readonly samples: readonly (readonly [Readonly<Record<string, string>>, number])[]
}

/** Where nobody answers for the node, nothing is known of the guest: that is no outage of it. */
const DOWN = new Set(['stopped', 'paused', 'hung'])

/** OpenMetrics 1.0. Counters end in _total; the text ends with # EOF. */
export function openMetrics(state: ClusterState | null, counters: Counters): string {
  const nodes = state?.nodes ?? []
  const families: Family[] = [
    {
      name: 'whydown_incidents',
      type: 'counter',
      help: 'Outages kept, by cause',
      samples: counters.incidents.map(({ cause, planned, count }) => [{ cause, planned: String(planned) }, count]),
    },
    {
      name: 'whydown_looks',
      type: 'counter',
      help: 'Looks at the hosts',
      samples: [
        [{ result: 'ok' }, counters.looks - counters.failedLooks],
        [{ result: 'failed' }, counters.failedLooks],
      ],
    },
    { name: 'whydown_look_seconds', type: 'gauge', help: 'Length of the last look', samples: [[{}, counters.lookSeconds]] },
    { name: 'whydown_diagnoses', type: 'counter', help: 'Outages explained by the daemon', samples: [[{}, counters.diagnoses]] },
    {
      name: 'whydown_diagnosis_seconds',
      type: 'gauge',
      help: 'Length of the last explanation, collection included',
      samples: [[{}, counters.diagnosisSeconds]],
    },
    ...(counters.coverage === null
      ? []
      : [
          {
            name: 'whydown_coverage_ratio',
            type: 'gauge' as const,
            help: 'Part of the sources of the last explanation that were complete',
            samples: [[{}, counters.coverage]] as const,
          },
        ]),
    { name: 'whydown_actions_open', type: 'gauge', help: 'Action items not done', samples: [[{}, counters.openActions]] },
    { name: 'whydown_deliveries_waiting', type: 'gauge', help: 'Notifications on their way', samples: [[{}, counters.waitingDeliveries]] },
    {
      name: 'whydown_node_up',
      type: 'gauge',
      help: '1 when the node answered',
      samples: nodes.map(({ name, status }) => [{ node: name }, status === 'online' ? 1 : 0]),
    },
    {
      name: 'whydown_guest_up',
      type: 'gauge',
      help: '1 when the guest runs, 0 when it is meant to and does not',
      samples: (state?.guests ?? [])
        .filter(({ status, wanted }) => status === 'running' || wanted)
        .map(({ kind, id, name, node, status }) => [{ guest: id, kind, name: name ?? '', node }, status === 'running' ? 1 : 0]),
    },
    {
      name: 'whydown_guest_down',
      type: 'gauge',
      help: '1 for each guest that is meant to run and does not, with what is known of why',
      samples: (state?.guests ?? [])
        .filter(({ status, wanted }) => wanted && DOWN.has(status))
        .map(({ kind, id, name, node, status, planned, incident }) => [
          { guest: id, kind, name: name ?? '', node, status, planned: String(planned), incident: incident ?? '' },
          1,
        ]),
    },
    {
      name: 'whydown_node_memory_headroom_bytes',
      type: 'gauge',
      help: 'Memory that can be had: available and reclaimable ARC',
      samples: nodes.flatMap(({ name, memory }) =>
        memory ? [[{ node: name }, (memory.freeKiB + memory.arcReclaimableKiB) * 1024] as const] : [],
      ),
    },
    {
      name: 'whydown_node_memory_bytes',
      type: 'gauge',
      help: 'Memory of the node',
      samples: nodes.flatMap(({ name, memory }) => (memory ? [[{ node: name }, memory.totalKiB * 1024] as const] : [])),
    },
    {
      name: 'whydown_node_memory_pressure_percent',
      type: 'gauge',
      help: 'All tasks stalled for memory, last 10 s (PSI)',
      samples: nodes.flatMap(({ name, pressure }) =>
        pressure?.memoryFullAvg10 == null ? [] : [[{ node: name }, pressure.memoryFullAvg10] as const],
      ),
    },
    {
      name: 'whydown_next_victim',
      type: 'gauge',
      help: 'Whom the kernel would kill first',
      samples: nodes.flatMap(({ name, killedNext: [next] }) =>
        next ? [[{ node: name, kind: next.kind, id: next.id, name: next.name ?? '' }, 1] as const] : [],
      ),
    },
    {
      name: 'whydown_storage_used_ratio',
      type: 'gauge',
      help: 'Part of the storage in use',
      samples: (state?.storages ?? []).flatMap(({ id, node, usedFraction }) =>
        usedFraction === null ? [] : [[{ storage: id, node }, usedFraction] as const],
      ),
    },
    {
      name: 'whydown_warnings',
      type: 'gauge',
      help: 'Warnings that stand',
      samples: Array.from(
        Map.groupBy(state?.warnings ?? [], ({ id }) => id),
        ([id, same]) => [{ warning: id }, same.length] as const,
      ),
    },
  ]
  const lines: string[] = []
  for (const { name, type, help, samples } of families) {
    if (samples.length === 0) continue
    lines.push(`# TYPE ${name} ${type}`, `# HELP ${name} ${help}`)
    for (const [pairs, value] of samples) lines.push(`${name}${type === 'counter' ? '_total' : ''}${labels(pairs)} ${value}`)
  }
  return `${lines.join('\n')}\n# EOF\n`
}
