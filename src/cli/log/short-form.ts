import type { StoredEntry } from '../../journal/index.ts'
import { stripControls } from '../../parse/index.ts'
import type { Clock } from './clock.ts'
import { createFragments } from './fragments.ts'
import type { EntryForm } from './form.ts'

const FIELDS = [
  'MESSAGE',
  'SYSLOG_IDENTIFIER',
  '_COMM',
  '_PID',
  'SYSLOG_PID',
  '_HOSTNAME',
  '_SOURCE_REALTIME_TIMESTAMP',
  'PRIORITY',
] as const
type Shown = Partial<Record<(typeof FIELDS)[number], string>>

const PREFIXES = FIELDS.map((name) => Buffer.from(`${name}=`))

/** One line as people read it. */
export interface ShortLine {
  readonly host?: string | undefined
  readonly speaker: string
  readonly pid?: string | undefined
  readonly message: string
  readonly priority?: number | undefined
}

/**
 * The lines of `journalctl -o short-iso-precise --all`: time with its zone, host, speaker, message. Control characters are left out,
 * because a log line may not steer a terminal. A line between boots says which boot begins.
 */
export function shortForm(clock: Clock, options: { readonly boots: boolean; readonly colour: boolean }): EntryForm {
  const field = createFragments((payload): { name: (typeof FIELDS)[number]; value: string } | 0 => {
    const n = PREFIXES.findIndex((prefix) => payload.length >= prefix.length && prefix.compare(payload, 0, prefix.length) === 0)
    return n < 0 ? 0 : { name: FIELDS[n]!, value: stripControls(payload.toString('utf8', PREFIXES[n]!.length)) }
  })
  let boot: string | null = null
  return (entry, into) => {
    let unread = 0
    const shown: Shown = {}
    for (const item of entry.items) {
      const one = field(entry, item)
      if (one === null) unread++
      else if (one !== 0) shown[one.name] = one.value
    }
    if (options.boots && boot !== null && boot !== entry.bootId) into.text(`-- Boot ${entry.bootId} --\n`)
    boot = entry.bootId
    if (shown.MESSAGE === undefined) return unread
    into.text(
      lineOf(
        clock(sourceTime(shown, entry)),
        {
          host: shown._HOSTNAME,
          speaker: shown.SYSLOG_IDENTIFIER ?? shown._COMM ?? 'unknown',
          pid: shown._PID ?? shown.SYSLOG_PID,
          message: shown.MESSAGE,
          priority: shown.PRIORITY === undefined ? undefined : Number(shown.PRIORITY),
        },
        options.colour,
      ),
    )
    return unread
  }
}

/** journalctl shows when a program said something, where that is known, and not when it arrived. */
function sourceTime({ _SOURCE_REALTIME_TIMESTAMP: told }: Shown, entry: StoredEntry): number {
  return told !== undefined && /^[1-9]\d{0,15}$/.test(told) ? Number(told) : entry.realtimeUs
}

/** `TIME HOST SPEAKER[PID]: MESSAGE`; the lines that follow the first of a message stand under it. */
export function lineOf(time: string, { host, speaker, pid, message, priority = 6 }: ShortLine, colour: boolean): string {
  const head = `${time}${host === undefined ? '' : ` ${host}`} ${speaker}${pid === undefined ? '' : `[${pid}]`}: `
  const [first = '', ...rest] = message.replace(/\n$/, '').split('\n')
  const [on, off] =
    !colour || priority === 5 || priority === 6
      ? ['', '']
      : [priority <= 3 ? '\u001b[31m' : priority === 4 ? '\u001b[33m' : '\u001b[2m', '\u001b[0m']
  const under = ' '.repeat(head.length)
  return `${head}${on}${first}${off}\n${rest.map((line) => `${under}${on}${line}${off}\n`).join('')}`
}
