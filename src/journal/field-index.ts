import { readU64 } from './bytes.ts'
import { parseField } from './field.ts'
import type { JournalFile } from './file.ts'
import { DATA, FIELD, FIELD_NAME_AT, objectAt, payloadAt } from './object.ts'
import { decompressPayload } from './payload.ts'

export interface FieldValue {
  readonly value: string
  /** Offset of its DATA object: the key to its entries. */
  readonly position: number
}

/** journald makes 333 buckets. */
const MOST_BUCKETS = 65_536

/**
 * All values that a field has in this file, newest first, without reading any entry. Null when the index does not know: the field's
 * object is not found or the chain is damaged, so "no such value" would be a guess.
 *
 * The field table has few buckets, so it is read whole and no hash needs computing.
 */
export function fieldValues(file: JournalFile, name: string): FieldValue[] | null {
  const field = findField(file, name)
  if (field === 0) return null
  const head = file.view(field + 32, 8)
  if (head === null) return null
  const values: FieldValue[] = []
  const start = payloadAt(file)
  let at = readU64(head, 0)
  let before = Infinity
  // A new value is put in front of the older ones, so the chain runs backwards through the file; anything else is damage.
  while (at !== 0) {
    const object = at < before ? objectAt(file, at, DATA) : null
    const bytes = object === null || object.size < start ? null : file.view(at, object.size)
    if (object === null || bytes === null) return null
    const link = readU64(bytes, 32)
    const parsed = parseField(decompressPayload(bytes.subarray(start), object.flags))
    if (parsed === null || parsed.name !== name) return null
    values.push({ value: parsed.value, position: at })
    before = at
    at = link
  }
  return values
}

/**
 * Whether certainly no entry of the file has this field: the table leads to as many fields as the header counts, and this one is not
 * among them.
 */
export function lacksField(file: JournalFile, name: string): boolean {
  if (file.header.headerSize < N_FIELDS_AT + 8) return false
  const counted = file.view(N_FIELDS_AT, 8)
  const names = new Set<string>()
  const found = findField(file, name, names)
  return found === 0 && counted !== null && readU64(counted, 0) === names.size
}

/** Where the header counts the fields (since systemd 187). */
const N_FIELDS_AT = 216

/** The offset of a field's FIELD object, 0 when the table does not lead to it. */
function findField(file: JournalFile, name: string, seen?: Set<string>): number {
  const { offset, bytes } = file.header.fieldHashTable
  const buckets = Math.floor(bytes / 16)
  if (buckets < 1 || buckets > MOST_BUCKETS) return 0
  const shared = file.view(offset, buckets * 16)
  if (shared === null) return 0
  const table = Buffer.from(shared)
  for (let bucket = 0; bucket < buckets; bucket++) {
    let at = readU64(table, bucket * 16)
    let before = 0
    while (at !== 0) {
      const object = at > before ? objectAt(file, at, FIELD) : null
      const content = object === null || object.size > 4096 ? null : file.view(at, object.size)
      if (content === null) break
      const known = content.toString('latin1', FIELD_NAME_AT)
      if (known === name) return at
      seen?.add(known)
      before = at
      at = readU64(content, 24)
    }
  }
  return 0
}
