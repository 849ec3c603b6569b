import type { LogRecord, Side } from './record.ts'

/**
 * Who said it, and so what can be believed about it. Two observations are independent only when their witnesses differ;
 * rsyslog's copy of a kernel line is the kernel again.
 */
export type Witness =
  | 'kernel' // the kernel of the source's own machine
  | 'systemd' // PID 1, logind, journald, oomd of that machine
  | 'pve' // Proxmox daemons, tasks, CLI output
  | 'cluster' // corosync, pmxcfs, HA, watchdog-mux
  | 'qemu' // QEMU's or libvirt's own words
  | 'storage' // zed, dmeventd, smartd, lvs, zpool, ceph
  | 'power' // UPS daemons, BMC, firmware
  | 'daemon' // any other program
  | 'shape' // the shape of the log itself: an end without a shutdown, a boot marker, a gap

/** How much an observation matters to an explanation. */
export type Salience =
  | 'context' // true state, configuration, noise that is worth showing
  | 'activity' // work that may have tipped something: a download, a backup, an update
  | 'intent' // somebody asked for it
  | 'symptom' // felt by its victim, caused elsewhere
  | 'fault' // something broke
  | 'end' // a life ended: process, guest, boot
  | 'recovery' // something came back

/** What an observation is about. Names are resolved across their aliases by `timeline/entities`. */
export interface Entities {
  /** Guest id as Proxmox prints it, `vm:102` and `ct:203` are told apart by `guestKind`. */
  readonly guest?: string
  readonly guestKind?: 'vm' | 'ct'
  /** Name of the machine (hypervisor or guest) it happened on or to. */
  readonly node?: string
  readonly pid?: number
  readonly process?: string
  readonly cgroup?: string
  /** Block device, controller or disk as printed: `sda`, `nvme1`, `ata3`, `253:4`. */
  readonly device?: string
  /** PCI address `0000:84:00.0`. */
  readonly pci?: string
  readonly nic?: string
  readonly pool?: string
  readonly storage?: string
  readonly server?: string
  readonly unit?: string
  readonly task?: string
}

export type FieldValue = string | number | boolean

/** One thing that happened, or is so, told by one witness. */
export interface Observation {
  /** `domain.fact`, for example `kernel.oom-kill`. */
  readonly kind: string
  readonly at: number | null
  /** Time of the last one when `count` alike lines were folded into this observation. */
  readonly until?: number | null
  readonly count?: number
  readonly side: Side
  readonly witness: Witness
  readonly salience: Salience
  readonly about: Entities
  readonly fields: Readonly<Record<string, FieldValue>>
  /** One short phrase for a timeline, past tense, without the time. */
  readonly says: string
  /** The records it rests on; the first is the one to show. Never empty. */
  readonly cites: readonly [LogRecord, ...LogRecord[]]
}
