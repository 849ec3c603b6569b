import { defineFormat } from '../define.ts'
import { isoTime } from './calendar.ts'
import { hostAndTold } from './speaker.ts'

const FULL = /^[A-Za-z]{2,4}\.? (\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d(?:\.\d+)?) (?:(UTC|Z|[+-]\d\d:?\d\d)|[A-Z][A-Z0-9+-]{1,5}) (.*)$/s

/**
 * `journalctl -o short-full` and `with-unit`. Zone names such as PDT or IST mean several zones, so only UTC and offsets count.
 *
 *     Tue 2025-07-29 16:19:25 PDT pve kernel: …
 */
export const full = defineFormat({
  id: 'short-full',
  title: 'journalctl -o short-full and with-unit',
  rank: 15,
  samples: [
    'Tue 2025-07-29 16:19:25 PDT pve kernel: kvm invoked oom-killer',
    'Tue 2025-07-29 23:19:25 UTC pve systemd[1]: Started 102.scope.',
  ],
  parse(line) {
    const match = FULL.exec(line)
    if (!match) return null
    const [, year, month, day, hour, minute, second, zone, rest] = match as unknown as string[]
    const time = isoTime(year!, month!, day!, hour!, minute!, second!, zone)
    return time && { time, ...hostAndTold(rest!) }
  },
})
