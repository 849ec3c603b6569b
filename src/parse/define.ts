import type { Entities, FieldValue, LogRecord, Observation, RecordSource, Salience, Side, Witness } from '../model/index.ts'

// ---- formats: one physical line → its prefix taken apart

/** Time of a line as printed, before year and zone are settled. */
export type PrintedTime =
  | { readonly kind: 'epoch'; readonly ms: number; readonly utcOffsetMs?: number }
  /** Calendar time without a zone. `year` is absent in RFC 3164 and `journalctl -o short`. */
  | {
      readonly kind: 'calendar'
      readonly year?: number
      readonly month: number // 1..12
      readonly day: number
      readonly hour: number
      readonly minute: number
      readonly second: number // with fraction
    }
  | { readonly kind: 'time-of-day'; readonly hour: number; readonly minute: number; readonly second: number }
  | { readonly kind: 'uptime'; readonly seconds: number }

export interface ParsedLine {
  readonly time: PrintedTime | null
  readonly host?: string
  readonly ident?: string
  readonly pid?: number
  readonly message: string
  readonly transport: 'kernel' | 'userspace' | 'unknown'
}

/** One way in which programs print a line. Tried in order of `rank`; the one that matched last in a file is tried first. */
export interface LineFormat {
  readonly id: string
  readonly title: string
  /** Lower is tried earlier; specific formats before tolerant ones. */
  readonly rank: number
  readonly samples: readonly string[]
  parse(line: string): ParsedLine | null
}

export const defineFormat = <const F extends LineFormat>(format: F): F => format

// ---- patterns: one record → one observation

/**
 * Who must have said it. `kernel`: the kernel of the source's machine. A list: programs by name, with `*` at the end as
 * wildcard; `systemd[1]` is the first process and not the systemd of a user. `anyone`: command output and texts where the speaker proves nothing. A pasted fragment without any prefix is
 * accepted for every speaker: the contract lets people paste, and the side was told or worked out.
 */
export type Speaker = 'kernel' | 'anyone' | readonly string[]

export interface Pattern {
  /** `domain.fact` */
  readonly kind: string
  readonly by: Speaker
  /** Follows from `by` unless given: kernel → kernel, systemd → systemd, pve* → pve and so on. */
  readonly witness?: Witness
  readonly salience: Salience
  /** Only sources of this side may say it. */
  readonly side?: Side
  /** Phrase for the timeline; `{name}` is replaced by a capture group or field. */
  readonly says: string
  /** At least one occurs in every line that matches (case-sensitive, 4 characters or more); checked in the test. */
  readonly literals: readonly string[]
  /**
   * Tested against the message. Capture groups named like a member of `Entities` (`guest`, `pid`, `device`, `pci`, `nic`,
   * `pool`, `server`, `unit`, `task`, …) go to `about`, all others to `fields`, numbers as numbers.
   */
  readonly match: RegExp
  /** Constant members of `about` or `fields`. */
  readonly about?: Entities
  readonly fields?: Readonly<Record<string, FieldValue>>
  /** Real lines (message part), each must match. Say the version in a comment where it matters. */
  readonly samples: readonly string[]
  /** Lines that look alike and must not match. */
  readonly unlike?: readonly string[]
}

export const definePatterns = <const P extends readonly Pattern[]>(patterns: P): P => patterns

// ---- parsers: several records → observations

export interface ParserRun {
  /** While true every record of the source is offered, otherwise only those that hold a literal. */
  open: boolean
  see(record: LogRecord): void
  /** The source has ended. */
  end(): void
}

export interface Parser {
  readonly id: string
  readonly title: string
  readonly emits: readonly string[]
  readonly literals: readonly string[]
  /** While it is open it looks for these as well: of a large log only lines are read that hold a text somebody looks for. */
  readonly listensFor?: readonly string[]
  /**
   * How it is fed from a journal, where only what matters is read: `never` for the output of commands; else which messages
   * may be part of an outage (all that hold a literal, unless given), and after which the records that follow are needed too.
   */
  readonly journal?:
    | 'never'
    | {
        readonly anchor?: RegExp
        /** At least one stands in every message that `anchor` means; `literals` unless given. */
        readonly anchorLiterals?: readonly string[]
        /** They only say what somebody asked for. */
        readonly intent?: true
        /** Which of the other messages with a literal matter near an anchor; all unless given. */
        readonly nearby?: RegExp
        /** At least one stands in every message that `nearby` means; `literals` unless given. */
        readonly nearbyLiterals?: readonly string[]
        readonly opens?: RegExp
      }
  start(source: RecordSource, emit: (observation: Observation) => void): ParserRun
}

export const defineParser = <const P extends Parser>(parser: P): P => parser
