import type { Entities, FieldValue, LogRecord, Observation } from '../model/index.ts'
import type { Pattern } from './define.ts'
import { witnessOf } from './speaker.ts'

const ENTITY_NAMES = new Set<string>([
  'guest',
  'guestKind',
  'node',
  'pid',
  'process',
  'cgroup',
  'device',
  'pci',
  'nic',
  'pool',
  'storage',
  'server',
  'unit',
  'task',
] satisfies (keyof Entities)[])

const asValue = (text: string): FieldValue => (/^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text)

/** Fills `{name}` in a phrase from the captured values; unknown names become empty. */
export function fillPhrase(phrase: string, values: Readonly<Record<string, unknown>>): string {
  return phrase
    .replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
    .replace(/\s{2,}/g, ' ')
    .trim()
}

/** One record against one pattern whose speaker and side were already checked. */
export function matchPattern(pattern: Pattern, record: LogRecord): Observation | null {
  const match = pattern.match.exec(record.message)
  if (!match) return null
  const about: Record<string, unknown> = { ...pattern.about }
  const fields: Record<string, FieldValue> = { ...pattern.fields }
  for (const [name, text] of Object.entries(match.groups ?? {})) {
    if (text === undefined || text === '') continue
    if (name === 'pid') about['pid'] = Number(text)
    else if (ENTITY_NAMES.has(name)) about[name] = text
    else fields[name] = asValue(text)
  }
  if (record.host !== undefined && about['node'] === undefined) about['node'] = record.host
  return {
    kind: pattern.kind,
    at: record.at,
    side: record.source.side,
    witness: pattern.witness ?? witnessOf(pattern.by),
    salience: pattern.salience,
    about: about as Entities,
    fields,
    says: fillPhrase(pattern.says, { ...about, ...fields }),
    cites: [record],
  }
}
