import type { Entities, Observation, Outage, Side } from '../model/index.ts'

export type OutageState = Outage['state']

/** Which observations speak for or against a cause. */
export interface Signal {
  readonly kind: string | readonly string[]
  readonly side?: Side
  /** Narrows the kind; a pure function of the one observation. */
  readonly where?: (observation: Observation) => boolean
  /**
   * Counts only in this company: a USB device that went away is a disk when disk errors follow. What has no time is in the
   * company of everything on its side.
   */
  readonly with?: Company
}

export interface Company {
  readonly kind: readonly string[]
  readonly side?: Side
  readonly where?: (observation: Observation) => boolean
  /** At most so far before or after. */
  readonly withinSeconds: number
}

/** A cause seen in the evidence: which lines, about what, when. */
export interface Finding {
  readonly cause: CauseDefinition
  readonly about: Entities
  /** Time of the earliest decisive observation; null when no line carries a time. */
  readonly at: number | null
  readonly until: number | null
  /** Non-empty for a finding that may be concluded; empty when only supporting signals were seen. */
  readonly decisive: readonly Observation[]
  readonly supporting: readonly Observation[]
  readonly contradicting: readonly Observation[]
}

export interface Settle {
  /** What it would tell, in words. */
  readonly what: string
  /** Exact read-only command; `{guest}` and `{node}` are filled in. */
  readonly command: string
}

export interface Remedy {
  readonly when: 'immediate' | 'short-term' | 'long-term'
  readonly text: string
  readonly command?: string
}

export type Area =
  | 'operator'
  | 'backup'
  | 'migration'
  | 'guest'
  | 'memory'
  | 'storage'
  | 'power'
  | 'hardware'
  | 'passthrough'
  | 'host'
  | 'cluster'
  | 'qemu'
  | 'network'
  | 'container'
  | 'time'

export interface CauseDefinition {
  /** From the closed list of answers; equals `<area>.<file name>`. */
  readonly id: string
  /** The answer in words, present or past tense, no final stop. */
  readonly title: string
  readonly area: Area
  /** Two to five sentences: how it shows, what contradicts it, what is mistaken for it. Becomes the doc page. */
  readonly doc: string
  /** What the subject suffers when no line says so itself. */
  readonly state: OutageState
  /** How far it reaches: one guest, every guest of a node, everything on a storage, the cluster. */
  readonly reach: 'guest' | 'node' | 'storage' | 'cluster'
  /** True for what somebody or a schedule asked for; null when it depends. */
  readonly planned: boolean | null
  readonly signals: {
    /** Any one, bound to the subject, suffices for `likely`; two by independent witnesses for `confirmed`. */
    readonly decisive: readonly Signal[]
    readonly supporting?: readonly Signal[]
    readonly contradicting?: readonly Signal[]
  }
  /** Findings are kept apart by these members of `about`, besides time and node. */
  readonly splitBy?: readonly (keyof Entities)[]
  /** Lines further apart than this are separate findings. Default 15 minutes. */
  readonly burstMs?: number
  /**
   * Which source must hold a line if it happened: silence of that source, where it covers the time, rules the cause out.
   * Absent for causes that may leave no trace (power loss, hang).
   */
  readonly mustLog?: 'host-kernel' | 'host-log' | 'task-log' | 'guest-log'
  /** Outage states for which a person would suspect it; it is then ruled out or listed as unknown. */
  readonly suspectWhen?: readonly OutageState[]
  /** One or two sentences with names and figures from the finding. Cited lines are added by the engine. */
  because(finding: Finding): string
  /** The questions below it, nearest first: `Why did it …?`. Each answered only from the finding or another finding. */
  readonly remedies: readonly Remedy[]
  readonly prevention: readonly { readonly text: string; readonly check: string }[]
  /** What would prove or refute it when the evidence does not. */
  readonly settle: readonly Settle[]
}

export const defineCause = <const C extends CauseDefinition>(cause: C): C => cause

// ---- the causal map

/** How two findings must belong together for the edge to hold. */
export type Binding =
  | 'same-guest'
  | 'same-node'
  /** Same side (host, guest); for logs where names are missing. */
  | 'same-side'
  /** A fault of the host or its storage and something felt inside a guest. */
  | 'host-to-guest'
  | 'same-device'
  | 'same-cluster'

/**
 * One arrow of the causal map: `from` can bring about `to`.
 *
 * `names`: which end names the outage. `to` when it is an event of its own with `from` as its trigger (a switch outage, then
 * a fence). `from` when `to` is only how `from` shows (a dead controller, then its suspended pool).
 */
export interface CausalEdge {
  readonly from: string
  readonly to: string
  readonly bind: Binding
  /** Seconds from `from` to `to`; a little below zero where logs print them out of order. */
  readonly withinSeconds: readonly [number, number]
  readonly names: 'from' | 'to'
  /** One sentence: how the one brings about the other. */
  readonly how: string
}

export const defineEdges = <const E extends readonly CausalEdge[]>(edges: E): E => edges

// ---- conditions, amplifiers and triggers

/** The evidence as the conditions see it. */
export interface Scene {
  readonly observations: readonly Observation[]
  readonly finding: Finding
  /** Span of the outage; null where unknown. */
  readonly from: number | null
  readonly to: number | null
  readonly guest?: string
}

/** Something true before and after (condition), activity just before (trigger), or what did not happen after (amplifier). */
export interface CircumstanceDefinition {
  /** `condition.*`, `trigger.*` or `amplifier.*` */
  readonly id: string
  readonly title: string
  readonly role: 'condition' | 'trigger' | 'amplifier'
  readonly doc: string
  /** Cause ids, or areas with `.*`, that it can belong to. */
  readonly belongsTo: readonly string[]
  /** Null when the evidence does not show it. Evidence must not be empty. */
  find(scene: Scene): { readonly because: string; readonly evidence: readonly Observation[] } | null
  readonly remedies: readonly Remedy[]
  readonly prevention: readonly { readonly text: string; readonly check: string }[]
}

export const defineCircumstance = <const C extends CircumstanceDefinition>(circumstance: C): C => circumstance
