import { defineFormat } from '../define.ts'
import { isoTime } from './calendar.ts'

const LOG = /^(?:(\d+): )?(?:(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d) )?(INFO|WARN|ERROR): ?(.*)$/s
/** The kernel begins a line with `INFO: ` too. */
const KERNEL = /^(?:task \S.{0,40}:\d+ (?:blocked|is blocked)|rcu_\w+ |rcu: |NMI handler|lockdep|trying to register non-static key)/

/**
 * Task logs of backups and migrations; the mail of a backup job puts the guest and the time before each line. The level is
 * kept for errors, whose texts mean something else without it.
 *
 *     106: 2024-07-26 01:30:58 INFO: backup mode: suspend
 */
export const vzdumpLog = defineFormat({
  id: 'vzdump-log',
  title: 'PVE task log of backups and migrations',
  rank: 18,
  samples: [
    '106: 2024-07-26 01:30:58 INFO: backup mode: suspend',
    'INFO: starting new backup job: vzdump 104 --mode stop',
    'ERROR: Backup of VM 104 failed - job failed',
  ],
  parse(line) {
    const match = LOG.exec(line)
    if (!match || KERNEL.test(match[9]!)) return null
    const [, , year, month, day, hour, minute, second, level, message] = match
    return {
      time: year === undefined ? null : isoTime(year, month!, day!, hour!, minute!, second!),
      ident: 'vzdump',
      message: `${level}: ${message}`,
      transport: 'userspace',
    }
  },
})
