import { defineFormat } from '../define.ts'
import { isoTime } from './calendar.ts'

const RFC5424 =
  /^<\d{1,3}>1 (?:-|(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d(?:\.\d{1,6})?)(Z|[+-]\d\d:\d\d)) (\S+) (\S+) (\S+) \S+ (?:-|(?:\[(?:[^\]\\]|\\.)*\])+) ?(.*)$/s

/**
 * RFC 5424, as OPNsense and remote syslog write it.
 *
 *     <13>1 2025-07-29T16:19:25-07:00 OPNsense.localdomain kernel - - [meta sequenceId="12"] msg
 */
export const rfc5424 = defineFormat({
  id: 'rfc5424',
  title: 'RFC 5424 syslog',
  rank: 5,
  samples: [
    '<13>1 2025-07-29T16:19:25-07:00 OPNsense.localdomain kernel - - [meta sequenceId="12"] msg',
    '<30>1 2025-07-29T23:19:25.003Z pve pvedaemon 2201 - - <root@pam> starting task',
  ],
  parse(line) {
    const match = RFC5424.exec(line)
    if (!match) return null
    const [, year, month, day, hour, minute, second, zone, host, ident, pid, message] = match as unknown as string[]
    const kernel = ident === 'kernel' && (pid === '-' || pid === '0')
    return {
      time: year === undefined ? null : isoTime(year, month!, day!, hour!, minute!, second!, zone),
      ...(host === '-' ? {} : { host: host! }),
      ...(ident === '-' ? {} : { ident: ident! }),
      ...(/^\d+$/.test(pid!) && !kernel ? { pid: Number(pid) } : {}),
      message: message!,
      transport: kernel ? 'kernel' : ident === '-' ? 'unknown' : 'userspace',
    }
  },
})
