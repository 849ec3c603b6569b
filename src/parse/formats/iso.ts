import { defineFormat } from '../define.ts'
import { isoTime } from './calendar.ts'
import { hostAndTold } from './speaker.ts'

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d(?:[.,]\d{1,9})?)\s?(Z|[+-]\d\d:?\d\d(?!\d)|UTC)?:?\s+(.*)$/s
const LEVEL = /^(?:INFO|WARN|WARNING|ERROR|DEBUG|NOTICE):?\s+/

/**
 * ISO 8601 stamps: `journalctl -o short-iso(-precise)` (offset with or without a colon), rsyslog's modern form, libvirt's
 * logs, Python and dpkg logs with a blank for the T.
 *
 *     2025-07-29T16:19:25.123456-07:00 pve kernel: …
 */
export const iso = defineFormat({
  id: 'iso',
  title: 'ISO 8601: journalctl -o short-iso, ISO syslog, libvirt, dpkg, Python logging',
  rank: 20,
  samples: [
    '2025-07-29T16:19:25-0700 pve kernel: kvm invoked oom-killer',
    '2025-07-29T16:19:25.123456-07:00 pve systemd[1]: Started 102.scope.',
    '2025-06-19 12:31:50.336+0000: shutting down, reason=crashed',
    '2025-07-29 06:12:01,123 INFO Starting unattended upgrades script',
    '2025-06-24 14:36:25 upgrade libsystemd0:amd64 252.36-1 252.38-1',
  ],
  parse(line) {
    const match = ISO.exec(line)
    if (!match) return null
    const [, year, month, day, hour, minute, second, zone, rest] = match as unknown as string[]
    const time = isoTime(year!, month!, day!, hour!, minute!, second!, zone)
    return time && { time, ...hostAndTold(rest!.replace(LEVEL, '')) }
  },
})
