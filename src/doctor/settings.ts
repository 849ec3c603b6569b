import { readGuestLine } from '../parse/index.ts'

export interface GuestSettings {
  readonly id: string
  readonly kind: 'vm' | 'ct'
  readonly node: string
  readonly running: boolean
  readonly settings: ReadonlyMap<string, string>
}

/** Settings of the guests of one node from `guests.txt`, snapshots left out; whether they run, by their process ids. */
export function guestSettings(text: string, node: string): GuestSettings[] {
  const all = new Map<string, { id: string; kind: 'vm' | 'ct'; node: string; settings: Map<string, string>; closed: boolean }>()
  const running = new Set<string>()
  for (const line of text.split('\n')) {
    const told = readGuestLine(line)
    if (told === null || told.what === 'process') continue
    const key = `${told.kind}:${told.id}`
    if (told.what === 'pid') {
      running.add(key)
      continue
    }
    const one = all.get(key)
    if (told.what === 'section') {
      if (one) one.closed = true
    } else if (!one)
      all.set(key, { id: told.id, kind: told.kind, node: told.node, settings: new Map([[told.key, told.value]]), closed: false })
    else if (!one.closed) one.settings.set(told.key, told.value)
  }
  return [...all]
    .filter(([, one]) => one.node === node && one.settings.get('template') !== '1')
    .map(([key, one]) => ({ id: one.id, kind: one.kind, node: one.node, running: running.has(key), settings: one.settings }))
}

const SHOWN = 8
/** `102 (maas), 103`: the first few of a list. */
export const namesOf = (guests: readonly GuestSettings[]): string => {
  const names = guests.map(({ id, settings }) => {
    const name = settings.get('name') ?? settings.get('hostname')
    return name === undefined ? id : `${id} (${name})`
  })
  return names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more` : names.join(', ')
}
