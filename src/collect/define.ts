import type { CommandId } from './allowed.ts'

export type MachineKind = 'pve' | 'libvirt' | 'guest'
export interface Span {
  /** Milliseconds since the epoch, on the clock of the machine that is asked. */
  readonly from: number
  readonly to: number
}

/**
 * What the answer of a command says about what it does not show. `span`: a log, whole in that time: its silence counts.
 * `selection`: only some lines of a log. `state`: how things are now, whole. `list`: a history that may have been cut before.
 */
export type Holds = 'span' | 'selection' | 'state' | 'list'

export interface Step {
  readonly use: CommandId
  readonly with?: Readonly<Record<string, string>>
  /** Name in the folder of the machine. Steps with the same artifact follow each other in it. */
  readonly artifact: string
  readonly holds: Holds
  readonly span?: Span
  /** Whose words they are, when not the asked machine's: the folder of a guest whose agent was asked. */
  readonly of?: string
}

/** Which layer ended: by pid and boot, never by ping. */
export type Layer = 'host' | 'process' | 'inside' | 'unknown'

/** What is known when commands are chosen. The first round knows only the time. */
export interface Plan {
  readonly node: string
  readonly kind: MachineKind
  readonly window: Span
  readonly now: number
  /** Times around which every line is wanted, earliest first; the whole window when nothing narrows it. */
  readonly focus: readonly Span[]
  readonly layer: Layer
  readonly guest?: {
    readonly id: string
    readonly kind: 'vm' | 'ct'
    readonly name?: string
    readonly node?: string
    readonly agent: boolean
  }
  /** True on the machine where the guest is, or was when it went down. */
  readonly home: boolean
  readonly tasks: readonly string[]
  readonly disks: readonly string[]
  readonly domain?: string
  readonly hasJournal: boolean
  readonly freebsd?: boolean
  /** A script for the inside of the guest, when its agent is the only way in. */
  readonly agentScript?: string
  readonly windowsGuest?: boolean
}

/** One kind of evidence: which commands, of the allow-list, in which round, and when they are worth asking. */
export interface Collector {
  readonly id: string
  readonly title: string
  readonly on: readonly MachineKind[]
  readonly round: 'triage' | 'evidence'
  /** What expires first is asked first: 0 gone within the hour, 9 there next week. */
  readonly lasts: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  /** Rights it needs, in the words of a person who can grant them. */
  readonly needs: string
  steps(plan: Plan): readonly Step[]
}

export const defineCollector = <const C extends Collector>(collector: C): C => collector

export const seconds = (ms: number): string => String(Math.floor(ms / 1000))
/** The values of a time span in a command. */
export const spanOf = (span: Span): { since: string; until: string } => ({
  since: seconds(span.from),
  until: String(Math.ceil(span.to / 1000)),
})
