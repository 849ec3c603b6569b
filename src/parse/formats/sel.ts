import { defineFormat } from '../define.ts'
import { isoTime } from './calendar.ts'

const SEL = /^\s*[0-9a-f]{1,5} \| (\d\d)\/(\d\d)\/(\d\d|\d{4}) \| (\d\d):(\d\d):(\d\d)(?: (?:AM|PM|[A-Z]{2,5}))? \| .+$/s

/**
 * Event log of a management controller (`ipmitool sel elist`), in American dates and the time of the controller, which may be
 * another than the host's. The whole line stays the message: what an event is about stands in several of its columns.
 *
 *       12 | 07/29/25 | 16:19:27 PDT | Power Supply #0x51 | Power Supply AC lost | Asserted
 */
export const sel = defineFormat({
  id: 'sel',
  title: 'event log of a management controller',
  rank: 17,
  samples: ['  12 | 07/29/25 | 16:19:27 PDT | Power Supply #0x51 | Power Supply AC lost | Asserted'],
  parse(line) {
    const match = SEL.exec(line)
    if (!match) return null
    const [, month, day, year, hour, minute, second] = match
    const time = isoTime(year!.length === 2 ? `20${year}` : year!, month!, day!, hour!, minute!, second!)
    return time ? { time, message: line.trim(), transport: 'unknown' } : null
  },
})
