import type { LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'

/** Bytes, as `qm status --verbose` nests them, or KiB, as `virsh dommemstat` prints them. */
const FIGURE = /^\s*(?<name>actual|max_mem|total_mem|free_mem|available|unused|maximum)[:\s]\s*(?<value>\d{3,15})\s*$/
const MIB = 1024 * 1024

/**
 * What the balloon left to a guest:
 *
 *     ballooninfo:
 *     	actual: 1073741824
 *     	free_mem: 41218048
 *     	max_mem: 17179869184
 */
export const balloonParser = defineParser({
  id: 'balloon',
  title: 'Balloon statistics of qm status --verbose and virsh dommemstat',
  emits: ['guest.balloon'],
  literals: ['ballooninfo:', 'actual', 'max_mem', 'free_mem', 'total_mem', 'unused', 'maximum'],
  journal: 'never',
  start(source, emit) {
    const figures = new Map<string, number>()
    const rows: LogRecord[] = []
    return {
      open: false,
      see(record) {
        if (record.transport !== 'unknown') return
        for (const line of record.message.split('\n')) {
          const groups = FIGURE.exec(line)?.groups
          if (!groups) continue
          if (!figures.has(groups['name']!)) figures.set(groups['name']!, Number(groups['value']))
          if (rows.at(-1) !== record) rows.push(record)
        }
      },
      end() {
        const [first, ...rest] = rows
        const actual = figures.get('actual')
        const most = figures.get('max_mem') ?? figures.get('maximum')
        if (!first || actual === undefined || most === undefined || most < 4096) return
        // virsh counts KiB; a guest of less than 64 MiB or more than 64 TiB does not exist.
        const unit = most >= 64 * MIB ? MIB : 1024
        const free = figures.get('free_mem') ?? figures.get('unused')
        const mib = (value: number) => Math.round(value / unit)
        emit({
          kind: 'guest.balloon',
          at: first.at,
          side: source.side,
          witness: 'qemu',
          salience: 'context',
          about: {},
          fields: { actual: mib(actual), max: mib(most), ...(free === undefined ? {} : { free: mib(free) }) },
          says: `the balloon holds the guest at ${mib(actual)} of ${mib(most)} MiB`,
          cites: [first, ...rest],
        })
      },
    }
  },
})
