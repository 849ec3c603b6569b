import type { LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'

/** `MemTotal` of /proc/meminfo, `free`, `swapon`, and the sum of what `qm list` says is configured and running. */
export const hostMemoryParser = defineParser({
  id: 'host-memory',
  title: 'Memory and swap of the machine, and what its running guests may use',
  emits: ['host.memory-total', 'host.swap', 'host.guests-configured'],
  literals: ['MemTotal:', 'SwapTotal:', 'Mem: ', 'Swap: ', 'running', 'pages RAM'],
  journal: 'never',
  start(source, emit) {
    let guests = 0
    let mib = 0
    const rows: LogRecord[] = []
    const fact = (record: LogRecord, kind: string, says: string, fields: Record<string, number>) =>
      emit({
        kind,
        at: record.at,
        side: source.side,
        witness: 'pve',
        salience: 'context',
        about: record.host === undefined ? {} : { node: record.host },
        fields,
        says,
        cites: [record],
      })
    return {
      open: false,
      see(record) {
        const message = record.message
        const total = /^MemTotal:\s+(\d+) kB/.exec(message)
        if (total)
          fact(record, 'host.memory-total', `the machine has ${gib(Number(total[1]))} GiB of memory`, { totalKiB: Number(total[1]) })
        const swap = /^SwapTotal:\s+(\d+) kB/.exec(message)
        if (swap)
          fact(record, 'host.swap', Number(swap[1]) === 0 ? 'there is no swap' : `there are ${gib(Number(swap[1]))} GiB of swap`, {
            totalKiB: Number(swap[1]),
          })
        const free = /^(Mem|Swap):\s+([\d.]+)(Gi|G|Mi|M|Ki|K|B)?\b/.exec(message)
        if (free) {
          const kib = toKiB(Number(free[2]), free[3])
          if (free[1] === 'Mem') fact(record, 'host.memory-total', `the machine has ${gib(kib)} GiB of memory`, { totalKiB: kib })
          else fact(record, 'host.swap', kib === 0 ? 'there is no swap' : `there are ${gib(kib)} GiB of swap`, { totalKiB: kib })
        }
        const row = /^\s*(\d{3,9}) +\S+(?: \d+)? +running +([\d.]+) +[\d.]+ +\d+\s*$/.exec(message)
        if (row) {
          guests++
          mib += Number(row[2])
          rows.push(record)
        }
      },
      end() {
        const [first, ...rest] = rows
        if (!first) return
        emit({
          kind: 'host.guests-configured',
          at: first.at,
          side: source.side,
          witness: 'pve',
          salience: 'context',
          about: first.host === undefined ? {} : { node: first.host },
          fields: { guests, configuredKiB: mib * 1024 },
          says: `${guests} running guests may use ${gib(mib * 1024)} GiB together`,
          cites: [first, ...rest],
        })
      },
    }
  },
})

const gib = (kib: number) => (kib / 1024 / 1024).toFixed(1)

/** `free` without a unit prints KiB, with -m MiB (not told apart: values below 2^20 are taken as MiB), with -h a suffix. */
function toKiB(value: number, unit: string | undefined): number {
  if (unit === undefined) return value === 0 ? 0 : value < 1 << 20 ? value * 1024 : value
  return value * ({ Gi: 1 << 20, G: 1 << 20, Mi: 1024, M: 1024, Ki: 1, K: 1, B: 1 / 1024 }[unit] ?? 1)
}
