import { defineFormat } from '../define.ts'
import { isoTime } from './calendar.ts'
import { hostAndTold } from './speaker.ts'

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d(?:[.,]\d{1,9})?)\s?(Z|[+-]\d\d:?\d\d(?!\d)|UTC)?:?\s+(.*)$/s
const LEVEL = /^(?:INFO|WARN|WARNING|ERROR|DEBUG|NOTICE):?\s+/

/**
 * The stamp that nearly all lines of a modern log have, `2025-07-29T16:19:25.123456-07:00 `, read without making strings; null for
 * everything else, which the expression above decides about.
 */
function usualStamp(line: string): { ms: number; utcOffsetMs: number; end: number } | null {
  if (line.charCodeAt(10) !== 0x54 || line.charCodeAt(4) !== DASH || line.charCodeAt(7) !== DASH) return null
  if (line.charCodeAt(13) !== COLON || line.charCodeAt(16) !== COLON) return null
  const [year, month, day] = [digits(line, 0, 4), digits(line, 5, 7), digits(line, 8, 10)]
  const [hour, minute, second] = [digits(line, 11, 13), digits(line, 14, 16), digits(line, 17, 19)]
  if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 60)) return null
  let at = 19
  let fraction = 0
  if (line.charCodeAt(at) === 0x2e) {
    let unit = 100
    for (at++; at < 29; at++, unit /= 10) {
      const digit = line.charCodeAt(at) - 0x30
      if (!(digit >= 0 && digit <= 9)) break
      fraction += digit * unit
    }
    if (at === 20) return null
    fraction = Math.round(fraction * 1e6) / 1e6
  }
  const sign = line.charCodeAt(at)
  if (sign !== 0x2b && sign !== DASH) return null
  const wide = line.charCodeAt(at + 3) === COLON ? 1 : 0
  const minutes = digits(line, at + 1, at + 3) * 60 + digits(line, at + 3 + wide, at + 5 + wide)
  const end = at + 5 + wide
  if (Number.isNaN(minutes) || line.charCodeAt(end) !== 0x20 || line.charCodeAt(end + 1) === 0x20) return null
  const utcOffsetMs = (sign === DASH ? -1 : 1) * minutes * 60_000
  return { ms: Date.UTC(year, month - 1, day, hour, minute, second) + fraction - utcOffsetMs, utcOffsetMs, end: end + 1 }
}

const DASH = 0x2d
const COLON = 0x3a

/** NaN when there is anything but digits. */
function digits(line: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = line.charCodeAt(at) - 0x30
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

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
    const usual = usualStamp(line)
    if (usual !== null)
      return {
        time: { kind: 'epoch', ms: usual.ms, utcOffsetMs: usual.utcOffsetMs },
        ...hostAndTold(line.slice(usual.end).replace(LEVEL, '')),
      }
    const match = ISO.exec(line)
    if (!match) return null
    const [, year, month, day, hour, minute, second, zone, rest] = match as unknown as string[]
    const time = isoTime(year!, month!, day!, hour!, minute!, second!, zone)
    return time && { time, ...hostAndTold(rest!.replace(LEVEL, '')) }
  },
})
