import type { ClusterState } from '../../model/index.ts'
import type { Urgency } from '../../notify/index.ts'

/** What a warning says about one thing at one look. `between` keeps what was: a figure that dances on the line rings once. */
export interface Sign {
  /** pve, 102 (maas), local-lvm (pve) */
  readonly about: string
  readonly level: 'raised' | 'between' | 'clear'
  readonly text: string
  readonly command?: string
  readonly urgency: Urgency
}

export interface WarningSettings {
  /** Part of a node's memory in use from which it is told, 0 to 1. */
  readonly memoryAt: number
  /** Part of a pool or filesystem in use. */
  readonly storageAt: number
}

export interface WarningDefinition {
  readonly id: string
  readonly title: string
  /** How long a sign must be raised before anybody is told. */
  readonly forMs: number
  signs(state: ClusterState, settings: WarningSettings): readonly Sign[]
}
export const defineWarning = (warning: WarningDefinition): WarningDefinition => warning

export const gib = (kib: number): string => `${(kib / 1_048_576).toFixed(1)} GiB`
export const percent = (fraction: number): string => `${Math.round(fraction * 100)} %`
