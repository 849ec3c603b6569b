import type { NodeMemory, StorageState } from '../model/index.ts'

/** A guest as one look saw it. What the way of looking cannot tell is null, never a guess. */
export interface SeenGuest {
  readonly kind: 'vm' | 'ct'
  readonly id: string
  readonly name?: string
  readonly node: string
  readonly running: boolean
  /** Stopped by QEMU itself (`io-error`, `internal-error`, `guest-panicked`) or by somebody (`paused`); null: not told. */
  readonly halted: string | null
  readonly pid: number | null
  /** Seconds since its process began. */
  readonly uptime: number | null
  readonly memoryKiB: number | null
  readonly maxMemoryKiB: number | null
  /** Bytes through its network since it began. */
  readonly traffic: number | null
  /** Part of its processors in use, 0 to 1. */
  readonly cpu: number | null
  /** Meant to run: onboot, or a started HA resource; null: not told. */
  readonly autostart: boolean | null
  /** A lock of Proxmox: backup, migrate, snapshot, suspended. */
  readonly lock: string | null
}

export interface SeenNode {
  readonly name: string
  readonly online: boolean
  readonly bootId: string | null
  /** Seconds since it booted. */
  readonly uptime: number | null
  readonly memory: NodeMemory | null
  readonly memoryPressure: number | null
  readonly killedNext: readonly { readonly kind: 'vm' | 'ct' | 'process'; readonly id: string; readonly name?: string }[]
  /** Part of the root filesystem in use, 0 to 1. */
  readonly rootUsed: number | null
}

/** All that one look saw. `missing`: nodes that were asked and did not answer; about their guests nothing is known. */
export interface Sighting {
  readonly at: number
  readonly cluster: string | null
  readonly nodes: readonly SeenNode[]
  readonly guests: readonly SeenGuest[]
  readonly storages: readonly StorageState[]
  readonly quorate: boolean | null
  readonly missing: readonly { readonly node: string; readonly because: string }[]
}
