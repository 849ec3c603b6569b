/** Whose source it is: the hypervisor's own logs and commands, a guest's, or the management API's answers. */
export type Side = 'host' | 'guest' | 'api'

/** How much the time of a record can be trusted. */
export type StampKind =
  | 'absolute' // zone or offset known
  | 'local' // full date, zone assumed
  | 'inferred-year' // month and day only, year assumed
  | 'time-only' // time of day only, day assumed
  | 'uptime' // seconds since boot only
  | 'none'

/** The file (or command output) that a record comes from. */
export interface RecordSource {
  /** Stable name shown to people: the path as given, with `!inner/path` for members of archives. */
  readonly file: string
  readonly side: Side
  /** Sources of the same stream are read as one log: the files of one journal. The file itself unless given. */
  readonly stream?: string
  /**
   * It came from our own collector: commands ran with TZ=UTC, `takenAt` is when, and `whole` is the span in which no line is
   * left out (null when lines were chosen, or when it is no log).
   */
  readonly collected?: { readonly takenAt: number | null; readonly whole: { readonly from: number; readonly to: number } | null }
  /** Host or guest name when known from the manifest, the path or the records. */
  readonly node?: string
}

/** One line of a log (with its wrapped continuation lines), or one journal entry. */
export interface LogRecord {
  readonly source: RecordSource
  /** 1-based physical line of `text` in the source; for journal entries the sequence number. */
  readonly line: number
  /** The first physical line, verbatim; for journal entries the message. This is what is cited. */
  readonly text: string
  /** What the program said: prefix removed, wrapped lines joined with `\n`, control characters stripped. */
  readonly message: string
  /** The physical lines after the first that `message` was joined from (indented or wrapped), verbatim. */
  readonly continuation?: readonly { readonly line: number; readonly text: string }[]
  /** True when the line had no prefix of its own and took time, host and program from the record before it. */
  readonly inherits?: boolean
  /** Milliseconds since the epoch (microseconds as fraction); null when the record carries no usable time. */
  readonly at: number | null
  readonly stamp: StampKind
  /** Host name printed in the record. */
  readonly host?: string
  /** Program name printed in the record, without pid. */
  readonly ident?: string
  readonly pid?: number
  /**
   * Who delivered it. `kernel` only where journald says so, the format is the kernel's own (dmesg, kmsg, serial console),
   * or a text log names the kernel without a pid. `unknown` for pasted fragments without any prefix.
   */
  readonly transport: 'kernel' | 'userspace' | 'unknown'
  readonly unit?: string
  readonly bootId?: string
  readonly monotonicUs?: number
  /** Offset of the printed zone, when printed. */
  readonly utcOffsetMs?: number
  /** Every field of a journal entry, for the few parsers that need more than the message. */
  readonly fields?: Readonly<Record<string, string>>
}
