import type { ParsedLine } from '../define.ts'

type Told = Pick<ParsedLine, 'host' | 'ident' | 'pid' | 'message' | 'transport'>

const UPTIME = /^\s?\[\s*\d+\.\d+\](?:\s?\[\s*[TC]\d+\])?:?\s?/
/** `ident[pid]: text`; an ident may hold blanks and parentheses (`pveproxy worker[5]`, `(sd-pam)[12]`). */
const IDENT = /^((?:pveproxy worker|task UPID:\S*|[\w.@/()+:-]+?))(?:\[(\d+)\])?:(?:\s|(?=\[))/
/** Words that stand before a colon in kernel texts and are no programs. */
const NOT_A_PROGRAM =
  /^(?:https?|ftp|INFO|WARN|WARNING|ERROR|BUG|TASK|Call Trace|status|memory|swap|Mem-Info|RIP|Code|PANIC|traps|rcu|watchdog|mce|nvme|ata[\d.]+|sd|usb|thermal|cpu|reboot|EXT4-fs|XFS|BTRFS|device-mapper|nfs|CIFS|libceph|rbd|e1000e|igb|igc|r8169|bond\d+|vmbr\d+|oom-kill|oom_reaper|Out of memory|UPID|Killed|id|md.*|\d+|link|host|rx|knet|[A-Z][a-z]+(?: .*)?)$/

const known = new Map<string, boolean>()

/** A log has a few dozen speakers and a million lines. */
function isProgram(name: string): boolean {
  const before = known.get(name)
  if (before !== undefined) return before
  const program = !NOT_A_PROGRAM.test(name)
  if (known.size >= 1000) known.clear()
  // The name is a piece of its line: a copy keeps nothing else alive.
  known.set(Buffer.from(name).toString(), program)
  return program
}

/** Takes `ident[pid]: message` apart; the kernel inside a syslog line may carry its own uptime stamp. */
export function toldBy(rest: string, host?: string): Told {
  const match = IDENT.exec(rest)
  if (!match || !isProgram(match[1]!)) return { ...(host ? { host } : {}), message: rest, transport: 'unknown' }
  const ident = match[1]!
  const pid = match[2]
  const message = rest.slice(match[0].length).replace(/^ /, '')
  const kernel = ident === 'kernel' && pid === undefined
  return {
    ...(host ? { host } : {}),
    ident,
    ...(pid === undefined ? {} : { pid: Number(pid) }),
    message: kernel ? message.replace(UPTIME, '') : message,
    transport: kernel ? 'kernel' : 'userspace',
  }
}

/** `xhci_hcd 0000:07:00.0: text`, `r8152 enp7s0u2u4: text`: a driver and its device, not a host and its program. */
const OF_A_DRIVER = /^(?:[\da-f]{4}:[\da-f]{2}:[\da-f]{2}\.\d|\d+:\d+:\d+:\d+|e(?:no|ns|np|th)[\w]+|enp\w+|nvme\d+(?:n\d+)?|\d+-[\d.]+)$/

const HOST = /^([A-Za-z0-9*_][\w.*-]*)\s+/

/** `host ident[pid]: message`, where forums and scripts leave out the host, the ident or both. */
export function hostAndTold(rest: string): Told {
  const direct = toldBy(rest)
  if (direct.ident !== undefined) return direct
  const host = HOST.exec(rest)
  if (!host) return direct
  const told = toldBy(rest.slice(host[0].length), host[1])
  if (told.ident === undefined || (told.pid === undefined && OF_A_DRIVER.test(told.ident))) return direct
  return told
}
