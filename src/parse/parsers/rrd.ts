import type { LogRecord, Observation } from '../../model/index.ts'
import { defineParser } from '../define.ts'

type Sample = Readonly<Record<string, number | null | undefined>> & { readonly time: number }

const FILE = /rrd\/(?:node|(vm|ct)-(\d+))-(hour|day|week)\.json$/
/** So many missing figures in a row are a gap; one is a late daemon. */
const GAP_STEPS = 3
const HIGH = 0.9

/**
 * `pvesh get …/rrddata --output-format json`: one object per minute (half hour, three hours), stamped with the end of its time.
 * Figures that are missing mean that the guest did not run, or that the node or its status daemon stood still.
 */
export const rrdParser = defineParser({
  id: 'rrd',
  title: 'Gaps and memory in the figures that Proxmox records',
  emits: ['rrd.gap', 'rrd.memory-high'],
  literals: ['"maxcpu"', '"memtotal"', '"maxmem"'],
  journal: 'never',
  start(source, emit) {
    const [, kind, id, timeframe] = FILE.exec(source.file) ?? []
    const whom = id === undefined ? 'the node' : `${kind === 'ct' ? 'CT' : 'VM'} ${id}`
    const about = {
      ...(id === undefined ? {} : { guest: id, guestKind: kind === 'ct' ? ('ct' as const) : ('vm' as const) }),
      ...(source.node === undefined ? {} : { node: source.node }),
    }
    const say = (record: LogRecord, rest: Pick<Observation, 'kind' | 'at' | 'salience' | 'fields' | 'says'> & { until?: number }) =>
      emit({ side: source.side, witness: 'pve', about, cites: [record], ...rest })
    return {
      open: false,
      see(record) {
        const samples = timeframe === undefined ? null : samplesOf(record.message)
        if (samples === null || samples.length < 2) return
        const steps = samples.slice(1).map((sample, n) => sample.time - samples[n]!.time)
        const step = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)]!
        // The last hour is in a file of its own, minute by minute.
        const until = timeframe === 'hour' ? Infinity : samples.at(-1)!.time - 3600
        const full = samples.filter((sample) => sample.time <= until && (memoryOf(sample) !== null || typeof sample['cpu'] === 'number'))
        for (const [n, sample] of full.entries()) {
          const before = full[n - 1]
          if (!before || sample.time - before.time <= step * GAP_STEPS) continue
          const minutes = Math.round((sample.time - before.time) / 60)
          say(record, {
            kind: 'rrd.gap',
            at: before.time * 1000,
            until: (sample.time - step) * 1000,
            salience: 'symptom',
            fields: { seconds: sample.time - before.time, stepSeconds: step },
            says: `no figures of ${whom} were recorded for ${minutes} min`,
          })
        }
        const high = full.reduce<Sample | null>(
          (best, sample) => ((memoryOf(sample) ?? 0) > (best ? (memoryOf(best) ?? 0) : HIGH) ? sample : best),
          null,
        )
        if (high)
          say(record, {
            kind: 'rrd.memory-high',
            at: high.time * 1000,
            salience: 'context',
            fields: { fraction: Number(memoryOf(high)!.toFixed(3)) },
            says: `${Math.round(memoryOf(high)! * 100)} % of the memory of ${whom} was in use`,
          })
      },
      end() {},
    }
  },
})

function samplesOf(text: string): Sample[] | null {
  try {
    const rows = JSON.parse(text) as unknown
    if (!Array.isArray(rows)) return null
    return (rows as Sample[])
      .filter((row) => row !== null && typeof row === 'object' && Number.isFinite(Number(row.time)))
      .toSorted((a, b) => a.time - b.time)
  } catch {
    return null
  }
}

/** Part of the memory in use; Perl prints some numbers as texts. */
function memoryOf(sample: Sample): number | null {
  const [used, total] = [sample['memused'] ?? sample['mem'], sample['memtotal'] ?? sample['maxmem']].map((one) =>
    one === null || one === undefined ? NaN : Number(one),
  )
  return Number.isFinite(used) && Number(total) > 0 ? used! / total! : null
}
