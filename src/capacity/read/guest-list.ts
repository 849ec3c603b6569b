import { guestOf, type Reading, type Source } from '../facts.ts'

/** `       102 maas                 running    8192             100.00 47121`; the name may hold spaces, so the rest is read from the right. */
const VM_ROW =
  /^\s*(\d{3,9}) +(\S.*?) +(running|stopped|paused|io-error|internal-error|guest-panicked|prelaunch|shutdown|suspended|postmigrate|inmigrate|finish-migrate|save-vm|restore-vm|watchdog|colo|debug|unknown) +([\d.]+) +[\d.]+ +(\d+)\s*$/
/** `203        running                 frigate`; the lock may be blank. */
const CT_ROW = /^(\d{3,9}) {2,}(running|stopped) {2,}(?:(\S+) +)?(\S+)\s*$/

/** Rows of `qm list` and `pct list`. */
export function readGuestList({ facts, node }: Reading, line: string, source: Source): boolean {
  const vm = VM_ROW.exec(line)
  if (vm) {
    const guest = guestOf(facts, 'vm', vm[1]!, node)
    guest.name ??= vm[2]!
    // Every state but `stopped` means that the process of the guest lives and holds its memory.
    guest.running = { value: vm[3] !== 'stopped', source }
    guest.memory ??= { kib: Math.round(Number(vm[4]) * 1024), source }
    if (Number(vm[5]) > 0) guest.pid ??= { value: Number(vm[5]), source }
    return true
  }
  const ct = CT_ROW.exec(line)
  if (!ct) return false
  const guest = guestOf(facts, 'ct', ct[1]!, node)
  guest.name ??= ct[4]!
  guest.running = { value: ct[2] === 'running', source }
  return true
}
