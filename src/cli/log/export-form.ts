import type { StoredEntry } from '../../journal/index.ts'
import { nameEnd, printableForm } from './field-text.ts'
import { createFragments } from './fragments.ts'
import type { EntryForm } from './form.ts'
import { cursorOf } from './form.ts'

const NOTHING = Buffer.alloc(0)

/** The bytes of `journalctl -o export`: one `FIELD=value` per line; what is no single line of text comes with its length. */
export function exportForm(): EntryForm {
  const fragment = createFragments(fieldLines)
  return (entry, into) => {
    into.text(head(entry))
    let unread = 0
    for (const item of entry.items) {
      const lines = fragment(entry, item)
      if (lines === null) unread++
      else into.bytes(lines)
    }
    into.text('\n')
    return unread
  }
}

function head(entry: StoredEntry): string {
  return `__CURSOR=${cursorOf(entry)}\n__REALTIME_TIMESTAMP=${entry.realtimeUs}\n__MONOTONIC_TIMESTAMP=${entry.monotonicUs}\n_BOOT_ID=${entry.bootId}\n`
}

function fieldLines(payload: Buffer): Buffer {
  const end = nameEnd(payload)
  if (end < 0 || (end === 8 && payload.toString('latin1', 0, end) === '_BOOT_ID')) return NOTHING
  const form = printableForm(payload, end + 1)
  if (form === 'plain' || form === 'text') {
    const line = Buffer.allocUnsafe(payload.length + 1)
    payload.copy(line)
    line[payload.length] = 0x0a
    return line
  }
  const size = payload.length - end - 1
  const lines = Buffer.alloc(end + 1 + 8 + size + 1, 0x0a)
  payload.copy(lines, 0, 0, end)
  lines.writeBigUInt64LE(BigInt(size), end + 1)
  payload.copy(lines, end + 9, end + 1)
  return lines
}
