import { defineFormat } from '../define.ts'
import { isoTime } from './calendar.ts'

const TALOS =
  /^(?:\S+: )?(kern|user|daemon|syslog|auth)\s*:\s*\w+\s*:\s*\[(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)\]: ?(.*)$/s

/**
 * Talos' `dmesg` over its API, with or without the node's address.
 *
 *     172.16.1.110: kern: warning: [2024-07-16T19:11:36.104664341Z]: vcpu5 invoked oom-killer: …
 */
export const talos = defineFormat({
  id: 'talos',
  title: 'Talos kernel log',
  rank: 16,
  samples: ['172.16.1.110: kern: warning: [2024-07-16T19:11:36.104664341Z]: vcpu5 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL)'],
  parse(line) {
    const match = TALOS.exec(line)
    if (!match) return null
    const [, facility, year, month, day, hour, minute, second, zone, message] = match as unknown as string[]
    const time = isoTime(year!, month!, day!, hour!, minute!, second!, zone)
    const kernel = facility === 'kern'
    return time && { time, ident: kernel ? 'kernel' : facility!, message: message!, transport: kernel ? 'kernel' : 'userspace' }
  },
})
