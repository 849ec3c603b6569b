import { defineFormat } from '../define.ts'
import { isoTime, monthOf } from './calendar.ts'

// pveproxy has the month as a number, other servers as a name.
const ACCESS = /^\S+ - \S+ \[(\d\d)\/(\d\d|[A-Za-z]{3})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})\] "/

/**
 * Access log of pveproxy (`/var/log/pveproxy/access.log`). The whole line stays the message: who and from where stand before
 * the time.
 *
 *     ::ffff:10.0.0.5 - root@pam [30/07/2025:17:00:17 -0700] "POST /api2/json/nodes/pve/qemu/102/status/start HTTP/1.1" 200 -
 */
export const accessLog = defineFormat({
  id: 'access-log',
  title: 'access log of pveproxy',
  rank: 16,
  samples: ['::ffff:10.0.0.5 - root@pam [30/07/2025:17:00:17 -0700] "POST /api2/json/nodes/pve/qemu/102/status/start HTTP/1.1" 200 -'],
  parse(line) {
    const match = ACCESS.exec(line)
    if (!match) return null
    const [, day, month, year, hour, minute, second, zone] = match
    const time = isoTime(year!, /\d/.test(month!) ? month! : monthOf(month!), day!, hour!, minute!, second!, zone)
    return time ? { time, ident: 'pveproxy', message: line, transport: 'userspace' } : null
  },
})
