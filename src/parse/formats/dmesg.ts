import { defineFormat, type PrintedTime } from '../define.ts'
import { isoTime, monthOf } from './calendar.ts'

/** The opening bracket is easily lost when people paste. */
const UPTIME = /^(?:<(\d{1,3})>)?\[?\s*(\d{1,9}\.\d{4,9})(?:\s*<[^>]*>)?\]\s?(?:\[\s*[TC]\d+\]:?\s?)?(.*)$/s
const HUMAN = /^(?:kern\s*:\w+\s*:\s*)?\[[A-Za-z]{3} ([A-Za-z]{3}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})\]\s?(.*)$/s
const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d,\d{6})([+-]\d\d:\d\d) (.*)$/s
const KMSG = /^(\d{1,3}),(\d+),(\d+),[-c+][^;]*;(.*)$/s
const SHUTDOWN = /^([\w().-]+)\[(\d+)\]: (.*)$/s

/** What runs as PID 1 at the end, or early in a boot, writes into the kernel's buffer with its own name. */
function spoken(message: string) {
  const [, ident, pid, rest] = SHUTDOWN.exec(message) ?? []
  return ident === undefined
    ? { ident: 'kernel', message, transport: 'kernel' as const }
    : { ident, pid: Number(pid), message: rest!, transport: 'userspace' as const }
}

/**
 * The kernel's own log: raw with uptime, `-T`, `--time-format iso`, /dev/kmsg records, serial consoles.
 *
 *     [ 1234.567890] Out of memory: Killed process 1705 (kvm) …
 */
export const dmesg = defineFormat({
  id: 'dmesg',
  title: 'dmesg (raw, -T, iso), kmsg and serial consoles',
  rank: 8,
  samples: [
    '[ 1234.567890] Out of memory: Killed process 1705 (kvm)',
    '[    5.123456] [T1234] nvme nvme0: controller is down',
    '<4>[  385.313611] mce: [Hardware Error]: CPU 14',
    '41066.536886] IPDL Background invoked oom-killer: gfp_mask=0x2400040',
    '[Sun Sep  6 15:23:37 2026] e1000e 0000:00:1f.6 nic0: Detected Hardware Unit Hang:',
    '2025-07-29T16:19:25,123456-07:00 Out of memory: Killed process 1705 (kvm)',
    '6,1234,5678901,-;Out of memory: Killed process 1705 (kvm)',
    '[   52.515700] systemd-shutdown[1]: Syncing filesystems and block devices.',
  ],
  parse(line) {
    const first = line.charCodeAt(0)
    // Digits, '[', '<' and the 'k' of `kern  :warn  :` are the only ways to begin.
    if (!(first === 91 || first === 60 || first === 107 || first === 32 || (first >= 48 && first <= 57))) return null
    let match = UPTIME.exec(line)
    if (match) return { time: { kind: 'uptime', seconds: Number(match[2]) }, ...spoken(match[3]!) }
    match = HUMAN.exec(line)
    if (match) {
      const [, month, day, hour, minute, second, year, message] = match as unknown as string[]
      const time: PrintedTime | null = isoTime(year!, monthOf(month!), day!, hour!, minute!, second!)
      return time && { time, ...spoken(message!) }
    }
    match = ISO.exec(line)
    if (match) {
      const [, year, month, day, hour, minute, second, zone, message] = match as unknown as string[]
      const time = isoTime(year!, month!, day!, hour!, minute!, second!, zone)
      return time && { time, ...spoken(message!) }
    }
    match = KMSG.exec(line)
    return match ? { time: { kind: 'uptime', seconds: Number(match[3]) / 1e6 }, ...spoken(match[4]!) } : null
  },
})
