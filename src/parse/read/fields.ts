import type { LogRecord, RecordSource } from '../../model/index.ts'

/** Trusted and untrusted fields of one journal entry, all as text. */
export type Fields = Record<string, string>

const KEEP = [
  'MESSAGE',
  'MESSAGE_ID',
  'PRIORITY',
  'SYSLOG_IDENTIFIER',
  '_PID',
  '_COMM',
  '_TRANSPORT',
  '_SYSTEMD_UNIT',
  'UNIT',
  '_HOSTNAME',
  '_BOOT_ID',
  'UNIT_RESULT',
  'EXIT_CODE',
  'SHUTDOWN',
  '__CURSOR',
] as const

/** Who speaks and when is told by these too, without being kept. */
const ALSO_READ = ['SYSLOG_PID', '_SOURCE_REALTIME_TIMESTAMP', '_UID']

/** Whether a record is made from this field, or keeps it. */
export function isKeptField(name: string): boolean {
  let kept = keptNames.get(name)
  if (kept === undefined) {
    kept = (KEEP as readonly string[]).includes(name) || name.startsWith('COREDUMP_') || ALSO_READ.includes(name)
    // Names are few on a sane host; a hostile one may invent millions.
    if (keptNames.size < 4096) keptNames.set(name, kept)
  }
  return kept
}

const keptNames = new Map<string, boolean>()

/**
 * A journal entry as a record. Only journald sets `_TRANSPORT`; what merely calls itself `kernel` is somebody with `logger`.
 */
export function recordOfFields(source: RecordSource, line: number, fields: Fields): LogRecord | null {
  const message = fields['MESSAGE']
  if (message === undefined) return null
  const realtime = Number(fields['__REALTIME_TIMESTAMP'] ?? fields['_SOURCE_REALTIME_TIMESTAMP'])
  const monotonic = Number(fields['__MONOTONIC_TIMESTAMP'])
  const kernel = fields['_TRANSPORT'] === 'kernel'
  // journald itself logs into the kernel's buffer early in a boot, under its own name.
  const ident = trustedName(fields)
  const speaks = kernel && (ident === undefined || ident === 'kernel')
  const pid = Number(fields['_PID'] ?? fields['SYSLOG_PID'])
  const unit = fields['UNIT'] ?? fields['_SYSTEMD_UNIT']
  const kept: Fields = {}
  for (const name of KEEP) {
    const value = fields[name]
    if (value !== undefined) kept[name] = value
  }
  if (fields['COREDUMP_PID'] !== undefined || fields['COREDUMP_SIGNAL'] !== undefined)
    for (const [name, value] of Object.entries(fields)) if (name.startsWith('COREDUMP_')) kept[name] = value
  return {
    source,
    line,
    text: message.split('\n', 1)[0] ?? '',
    message: stripControls(message),
    at: Number.isFinite(realtime) ? realtime / 1000 : null,
    stamp: Number.isFinite(realtime) ? 'absolute' : 'none',
    ...(fields['_HOSTNAME'] === undefined ? {} : { host: fields['_HOSTNAME'] }),
    ...(speaks ? { ident: 'kernel' } : ident === undefined ? {} : { ident: ident === 'kernel' ? 'not-the-kernel' : ident }),
    ...(Number.isFinite(pid) && !speaks ? { pid } : {}),
    transport: speaks ? 'kernel' : 'userspace',
    ...(unit === undefined ? {} : { unit }),
    ...(fields['_BOOT_ID'] === undefined ? {} : { bootId: fields['_BOOT_ID'] }),
    ...(Number.isFinite(monotonic) ? { monotonicUs: monotonic } : {}),
    fields: kept,
  }
}

/** Accounts from here on are people's; what they run speaks for itself, whatever name it gives. */
const FIRST_PERSON = 1000

/**
 * Who speaks. `SYSLOG_IDENTIFIER` is a claim: anybody may log as `systemd` or `pvedaemon`. journald's own fields tell who it
 * was, so that `logger` and the programs of people go by the name of their process.
 */
function trustedName(fields: Fields): string | undefined {
  const claimed = fields['SYSLOG_IDENTIFIER'] ?? fields['_COMM']
  const process = fields['_COMM']
  if (process === undefined || claimed === undefined || fields['_TRANSPORT'] === 'kernel') return claimed
  const person = Number(fields['_UID'] ?? 0) >= FIRST_PERSON && !/^6553[45]$/.test(fields['_UID'] ?? '')
  if (process !== 'logger' && process !== 'systemd-cat' && !person) return claimed
  // The instance of systemd of a person tells of that person's units only.
  return process === 'systemd' && person ? 'systemd-user' : process
}

const ANSI = /\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]/g
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/** Terminal sequences and control characters out of what is matched; tabs and line breaks stay. */
export function stripControls(text: string): string {
  CONTROL.lastIndex = 0
  return CONTROL.test(text) ? text.replace(ANSI, '').replace(CONTROL, '') : text
}

type JsonValue = string | number | null | (string | number)[] | undefined

/** One object of `journalctl -o json`: bytes become text, repeated fields their last value, what was too long stays away. */
export function fieldsOfJson(entry: Record<string, unknown>): Fields {
  const fields: Fields = {}
  for (const [name, value] of Object.entries(entry) as [string, JsonValue][]) {
    if (typeof value === 'string') fields[name] = value
    else if (typeof value === 'number') fields[name] = String(value)
    else if (Array.isArray(value))
      fields[name] = value.every((one) => typeof one === 'number')
        ? Buffer.from(value as number[]).toString('utf8')
        : String(value.at(-1) ?? '')
  }
  return fields
}
