import type { LogRecord, Witness } from '../model/index.ts'
import type { Speaker } from './define.ts'

/**
 * May this record speak for that speaker?
 *
 * `logger -t kernel` reaches a text log as `kernel[123]:` or, without a pid, as what looks like the kernel itself; only
 * journald can tell those apart, and `transport` already holds its word. A program that merely quotes a kernel line has an
 * ident of its own and is refused here. A pasted fragment without any prefix may speak for anyone.
 */
export function maySpeak(record: LogRecord, by: Speaker): boolean {
  if (by === 'anyone') return true
  if (record.transport === 'unknown' && record.ident === undefined) return true
  if (by === 'kernel') return record.transport === 'kernel'
  if (record.transport === 'kernel') return by.includes('kernel')
  const ident = record.ident
  if (ident === undefined) return true
  return by.some((name) =>
    name.endsWith('*')
      ? ident.startsWith(name.slice(0, -1))
      : name === 'systemd[1]'
        ? ident === 'systemd' && isFirstProcess(record)
        : name === ident,
  )
}

/** `logger` says whatever it is told, under the name of the user who runs it if none is given. */
const MOUTHPIECES = new Set(['logger', 'systemd-cat', 'root'])
/** `alert-relay[9]: kernel: …`, `app[9]: Jul 29 16:19:27 pve qemu[7]: …`: words of another program. */
const OTHER_PROGRAM = /^(?:\S+ +){0,5}(?:kernel|[A-Za-z][\w.@-]*\[\d+\]): /

/** A program that passes on what another one said proves nothing, even where anyone may speak. */
export const repeats = ({ ident, message }: LogRecord): boolean =>
  ident !== undefined &&
  ident !== 'kernel' &&
  // What every match holds is looked for first: this is asked for every line of a log.
  (MOUTHPIECES.has(ident) || ((message.includes(']: ') || message.includes('kernel: ')) && OTHER_PROGRAM.test(message)))

/** Every user who logs in has a systemd too, and that one "reaches" shutdown.target when the user logs out. */
export const isFirstProcess = ({ pid }: Pick<LogRecord, 'pid'>): boolean => pid === undefined || pid === 1

const WITNESS_OF: readonly (readonly [RegExp, Witness])[] = [
  [/^kernel$/, 'kernel'],
  [/^(systemd|init$)/, 'systemd'],
  [/^(corosync|pmxcfs|pve-ha-|watchdog-mux)/, 'cluster'],
  [/^(pve|qm|pct|vzdump|qmeventd|spiceproxy|proxmox)/, 'pve'],
  [/^(QEMU|kvm|qemu|libvirt|virt)/, 'qemu'],
  [/^(zed|dmeventd|lvm|smartd|mdadm|multipathd|ceph|iscsid|pvestatd)/, 'storage'],
  [/^(upsmon|upsd|apcupsd|usbhid-ups|upssched|nut|ipmi|bmc)/, 'power'],
]

/** The class of witness that a speaker belongs to. */
export function witnessOf(by: Speaker): Witness {
  const first = by === 'kernel' ? 'kernel' : by === 'anyone' ? 'daemon' : (by[0] ?? 'daemon')
  return WITNESS_OF.find(([pattern]) => pattern.test(first))?.[1] ?? 'daemon'
}
