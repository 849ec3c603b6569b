import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { guestIds, guestState } from './guests.ts'
import { memoryNow } from './node-state.ts'
import { release } from './release.ts'

const FILE = '/run/lab/rrd.json'
type Sample = { at: number; values: Record<string, number> }
type Series = Record<string, Sample[]>

const read = (): Series => (existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Series) : {})

/** One round of pvestatd: what node and guests use now, kept for an hour. */
export async function sample(now: number): Promise<void> {
  const series = read()
  const add = (key: string, values: Record<string, number>) => (series[key] = [...(series[key] ?? []), { at: now, values }].slice(-360))
  const memory = memoryNow()
  const node = {
    loadavg: loadavg()[0]!,
    maxcpu: 2,
    cpu: 0.05,
    iowait: 0,
    memtotal: memory.total,
    memused: memory.used,
    swaptotal: memory.swapTotal,
    swapused: memory.swapUsed,
  }
  add('node', release().major >= 9 ? { ...node, memavailable: memory.available, arcsize: 0 } : node)
  for (const id of guestIds('qemu')) {
    const state = await guestState('qemu', id, false)
    if (state.status !== 'running') continue
    const values = {
      maxcpu: 1,
      cpu: Number(state['cpu']),
      maxmem: state.maxmem,
      mem: Number(state['mem']),
      disk: 0,
      maxdisk: Number(state['maxdisk']),
      netin: 0,
      netout: 0,
      diskread: 0,
      diskwrite: 0,
    }
    add(String(id), release().major >= 9 ? { ...values, memhost: Number(state['mem']) } : values)
  }
  writeFileSync(FILE, JSON.stringify(series))
}

/** Rows of one series: `time` is the end of a bucket, in whole buckets of the asked frame. */
export function rrdData(key: string, frame: string, cf: string): Record<string, number>[] {
  const step = frame === 'hour' || (frame === 'day' && release().major >= 9) ? 60 : 1800
  const rows = new Map<number, Record<string, number>[]>()
  for (const { at, values } of read()[key] ?? []) {
    const end = (Math.floor(at / step) + 1) * step
    rows.set(end, [...(rows.get(end) ?? []), values])
  }
  return [...rows]
    .toSorted(([a], [b]) => a - b)
    .map(([time, samples]) => {
      const keys = Object.keys(samples[0]!)
      const combine = (values: number[]) => (cf === 'MAX' ? Math.max(...values) : values.reduce((a, b) => a + b, 0) / values.length)
      return { time, ...Object.fromEntries(keys.map((name) => [name, combine(samples.map((values) => values[name] ?? 0))])) }
    })
}
