import { defineFormat } from '../define.ts'
import { toldBy } from './speaker.ts'

const MONOTONIC = /^\[\s*(\d+\.\d{6})\s*(?:<[\d\s.]*>\s*)?\]\s(\S+)\s(.*)$/s

/**
 * `journalctl -o short-monotonic` and `short-delta`: uptime, then host and program, which dmesg never prints.
 *
 *     [    2.000000                ] pve systemd[1]: Started 102.scope.
 */
export const shortMonotonic = defineFormat({
  id: 'short-monotonic',
  title: 'journalctl -o short-monotonic and short-delta',
  rank: 6,
  samples: ['[  100.000000] pve kernel: kvm invoked oom-killer', '[    2.000000                ] pve systemd[1]: Started 102.scope.'],
  parse(line) {
    const match = MONOTONIC.exec(line)
    if (!match || match[2]!.endsWith(':')) return null
    const told = toldBy(match[3]!, match[2])
    return told.ident === undefined || !(told.ident === 'kernel' || told.pid !== undefined)
      ? null
      : { time: { kind: 'uptime', seconds: Number(match[1]) }, ...told }
  },
})
