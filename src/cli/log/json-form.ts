import type { StoredEntry } from '../../journal/index.ts'
import { nameEnd, printableForm } from './field-text.ts'
import { createFragments } from './fragments.ts'
import type { EntryForm } from './form.ts'
import { cursorOf } from './form.ts'

/** A field as `,"NAME":value`; `valueAt` is where the value starts. */
interface Member {
  readonly name: number
  readonly bytes: Buffer
  readonly valueAt: number
}

const QUOTE = 0x22

/**
 * The objects of `journalctl -o json --all`, one a line, with the members in the stored order (journalctl's order changes from run to
 * run). Bytes that are no text are an array of numbers; a field that stands more than once is an array of its values.
 */
export function jsonForm(): EntryForm {
  const names = new Map<string, number>()
  const member = createFragments((payload): Member => memberOf(payload, names))
  let members: Member[] = []
  /** Number of the last entry that had each name: a field that stands twice is rare, and must cost the others nothing. */
  const seenIn: number[] = []
  let number = 0
  return (entry, into) => {
    number++
    into.text(head(entry))
    let unread = 0
    let repeated = false
    members = []
    for (const item of entry.items) {
      const one = member(entry, item)
      if (one === null) unread++
      else if (one.name >= 0) {
        if (seenIn[one.name] === number) repeated = true
        seenIn[one.name] = number
        members.push(one)
      }
    }
    if (repeated) for (const group of Map.groupBy(members, ({ name }) => name).values()) into.bytes(joined(group))
    else for (const { bytes } of members) into.bytes(bytes)
    into.text('}\n')
    return unread
  }
}

function head(entry: StoredEntry): string {
  return `{"__CURSOR":"${cursorOf(entry)}","__REALTIME_TIMESTAMP":"${entry.realtimeUs}","__MONOTONIC_TIMESTAMP":"${entry.monotonicUs}","_BOOT_ID":"${entry.bootId}"`
}

const LEFT_OUT: Member = { name: -1, bytes: Buffer.alloc(0), valueAt: 0 }

function memberOf(payload: Buffer, names: Map<string, number>): Member {
  const end = nameEnd(payload)
  if (end < 0) return LEFT_OUT
  const text = payload.toString('latin1', 0, end)
  if (text === '_BOOT_ID') return LEFT_OUT
  let name = names.get(text)
  if (name === undefined) names.set(text, (name = names.size))
  // ,"NAME":
  const valueAt = end + 4
  const form = printableForm(payload, end + 1)
  if (form === 'plain') {
    const bytes = Buffer.allocUnsafe(payload.length + 5)
    prefix(bytes, payload, end)
    bytes[valueAt] = QUOTE
    payload.copy(bytes, valueAt + 1, end + 1)
    bytes[bytes.length - 1] = QUOTE
    return { name, bytes, valueAt }
  }
  const value = form === 'binary' ? `[${payload.subarray(end + 1).join(',')}]` : JSON.stringify(payload.toString('utf8', end + 1))
  const encoded = Buffer.from(value)
  const bytes = Buffer.allocUnsafe(valueAt + encoded.length)
  prefix(bytes, payload, end)
  encoded.copy(bytes, valueAt)
  return { name, bytes, valueAt }
}

function prefix(bytes: Buffer, payload: Buffer, end: number): void {
  bytes[0] = 0x2c
  bytes[1] = QUOTE
  payload.copy(bytes, 2, 0, end)
  bytes[end + 2] = QUOTE
  bytes[end + 3] = 0x3a
}

function joined(group: readonly Member[]): Buffer {
  const [first] = group as [Member]
  if (group.length === 1) return first.bytes
  const values = group.map(({ bytes, valueAt }) => bytes.toString('utf8', valueAt))
  return Buffer.from(`${first.bytes.toString('utf8', 0, first.valueAt)}[${values.join(',')}]`)
}
