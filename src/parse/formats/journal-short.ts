import { defineFormat } from '../define.ts'
import { monthDayTime } from './calendar.ts'
import { hostAndTold } from './speaker.ts'

const SHORT = /^(?:<\d{1,3}>)?([A-Za-z\u00c0-\u017f]{3,5}\.?)\s{1,2}(\d{1,2})\s(\d\d):(\d\d):(\d\d(?:[.,]\d{1,9})?)\s+(.*)$/s

/**
 * RFC 3164 and `journalctl -o short`, `short-precise`: no year, local time.
 *
 *     Jul 29 16:19:25 pve kernel: kvm invoked oom-killer: …
 */
export const journalShort = defineFormat({
  id: 'journal-short',
  title: 'RFC 3164, journalctl -o short and short-precise',
  rank: 10,
  samples: [
    'Jul 29 16:19:25 pve kernel: kvm invoked oom-killer: gfp_mask=0x140dca',
    'Jul 29 16:19:25.123456 pve systemd[1]: Started 102.scope.',
    '<30>Jul  9 06:00:01 pve CRON[12]: (root) CMD (true)',
    'sep 03 10:26:07 box kernel: oom-kill:constraint=CONSTRAINT_NONE',
  ],
  parse(line) {
    const match = SHORT.exec(line)
    if (!match) return null
    const [, month, day, hour, minute, second, rest] = match as unknown as string[]
    const time = monthDayTime(month!, day!, hour!, minute!, second!)
    return time && { time, ...hostAndTold(rest!) }
  },
})
