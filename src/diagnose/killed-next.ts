import { killOrder } from '../capacity/index.ts'
import type { KilledNext, Observation } from '../model/index.ts'
import type { Evidence } from './case.ts'
import { namesByPid } from './memory.ts'
import { iso } from './outage.ts'
import type { Story } from './stories.ts'

export interface Next extends Omit<KilledNext, 'rows' | 'notes'> {
  readonly rows: readonly (Omit<KilledNext['rows'][number], 'evidence'> & { readonly observation: Observation })[]
  readonly notes: readonly string[]
}

const SHOWN = 5

/**
 * Whom the kernel would have taken after the one it killed: its own rule over its own task table. Null when there is no
 * table, or when nobody else is in it.
 */
export function killedNextOf(evidence: Evidence, story: Story): Next | null {
  const report = [story.mechanism, ...story.faces].flatMap((f) => f.decisive).find((o) => o.kind === 'kernel.oom-report')
  if (!report || report.about.pid === undefined) return null
  const processes = evidence.observations.filter(
    (o) =>
      o.kind === 'process.memory' &&
      o.fields['victimPid'] === report.about.pid &&
      o.cites[0].source.file === report.cites[0].source.file &&
      // The same pid may have been killed in another life.
      (o.at === null || report.at === null || Math.abs(o.at - report.at) < 120_000),
  )
  const [first] = processes
  if (!first) return null
  const number = (o: Observation, field: string) => Number(o.fields[field] ?? 0)
  const { order } = killOrder(
    processes
      .toSorted((a, b) => a.cites[0].line - b.cites[0].line)
      .map((o) => ({
        observation: o,
        pid: o.about.pid ?? 0,
        name: o.about.process ?? '',
        uid: number(o, 'uid'),
        rssPages: number(o, 'rssPages'),
        swapPages: number(o, 'swapPages'),
        pgtablesBytes: number(o, 'pgtablesBytes'),
        adj: number(o, 'adj'),
      })),
    {
      totalPages: number(first, 'totalPages'),
      ...(typeof first.fields['kernel'] === 'string' ? { kernel: first.fields['kernel'] } : {}),
    },
  )
  const names = namesByPid(evidence)
  const rows = order.map(({ process: { observation, pid, name, rssPages, swapPages, adj }, points }) => ({
    name: names.get(pid) ?? `${name} (pid ${pid})`,
    pid,
    killed: pid === report.about.pid,
    points,
    heldKiB: (rssPages + swapPages) * 4,
    adj,
    observation,
  }))
  const others = rows.filter((row) => !row.killed)
  const [next] = others
  if (!next) return null
  const where = report.fields['scope'] === 'memcg' ? 'In that cgroup' : report.side === 'guest' ? 'In the guest' : 'On this host'
  const chosen = rows[0]?.killed === true
  return {
    at: iso(report.at),
    text: `${where} ${next.name} would have been next: it held ${gib(next.heldKiB)}.`,
    rows: [...rows.filter((row) => row.killed), ...others].slice(0, SHOWN),
    notes: chosen
      ? ['The kernel takes whom its rule puts first, not who used the memory up. That it was killed is no proof against it.']
      : ['By its table the kernel would have taken another one first: the table shows the moment just after the choice, and it changed.'],
  }
}

const gib = (kib: number) => (kib >= 1_048_576 ? `${(kib / 1_048_576).toFixed(2)} GiB` : `${Math.round(kib / 1024)} MiB`)
