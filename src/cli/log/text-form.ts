import type { LogRecord } from '../../model/index.ts'
import { stripControls } from '../../parse/index.ts'
import type { Clock } from './clock.ts'
import { lineOf } from './short-form.ts'

export type LogForm = 'short' | 'json' | 'export'

/** How a line of a text log is written in each form. Its fields are those it has; none that only journald may set are made up. */
export function textForm(form: LogForm, clock: Clock, colour: boolean): (record: LogRecord) => string {
  switch (form) {
    case 'short':
      return (record) => shortText(record, clock, colour)
    case 'json':
      return (record) => `${JSON.stringify(fieldsOf(record))}\n`
    case 'export':
      return (record) => `${Object.entries(fieldsOf(record)).map(exportField).join('')}\n`
  }
}

function shortText(record: LogRecord, clock: Clock, colour: boolean): string {
  const { at, host, ident, pid, message } = record
  if (at === null)
    return `${stripControls(record.text)}\n${record.continuation?.map(({ text }) => `${stripControls(text)}\n`).join('') ?? ''}`
  const time = clock(Math.round(at * 1000))
  if (ident === undefined) return `${time} ${host === undefined ? '' : `${host} `}${message.replaceAll('\n', '\n  ')}\n`
  const priority = record.fields?.['PRIORITY']
  return lineOf(
    time,
    {
      host,
      speaker: ident,
      pid: pid === undefined ? undefined : String(pid),
      message,
      priority: priority === undefined ? undefined : Number(priority),
    },
    colour,
  )
}

function fieldsOf(record: LogRecord): Record<string, string> {
  const { at, host, ident, pid, message, source, line, fields, monotonicUs, bootId } = record
  return {
    ...(at === null ? {} : { __REALTIME_TIMESTAMP: String(Math.round(at * 1000)) }),
    ...(monotonicUs === undefined ? {} : { __MONOTONIC_TIMESTAMP: String(monotonicUs) }),
    ...(bootId === undefined ? {} : { _BOOT_ID: bootId }),
    ...(fields ?? {
      ...(host === undefined ? {} : { HOSTNAME: host }),
      ...(ident === undefined ? {} : { SYSLOG_IDENTIFIER: ident }),
      ...(pid === undefined ? {} : { SYSLOG_PID: String(pid) }),
    }),
    MESSAGE: message,
    LOG_FILE: source.file,
    LOG_LINE: String(line),
  }
}

function exportField([name, value]: [string, string]): string {
  if (!value.includes('\n')) return `${name}=${value}\n`
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(Buffer.byteLength(value)))
  // The length is eight bytes; below 128 bytes in each they are also eight characters.
  return size.every((byte) => byte < 128) ? `${name}\n${size.toString('latin1')}${value}\n` : `${name}=${value.replaceAll('\n', ' ')}\n`
}
