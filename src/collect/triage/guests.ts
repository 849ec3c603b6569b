import { readGuestLine } from '../../parse/index.ts'

export interface GuestFacts {
  readonly id: string
  readonly kind: 'vm' | 'ct'
  readonly name: string | null
  /** Node that holds its configuration: where it is now. */
  readonly node: string
  readonly running: boolean | null
  readonly pid: number | null
  readonly startedAt: number | null
  readonly agent: boolean
  readonly windows: boolean
  readonly ha?: boolean
}

/** The guests of a cluster from `guests.txt` of one of its nodes; only the guests of that node have a known process. */
export function readGuests(text: string, node: string): GuestFacts[] {
  const guests = new Map<string, { id: string; kind: 'vm' | 'ct'; node: string; settings: Map<string, string>; closed: boolean }>()
  const pids = new Map<string, number | null>()
  const started = new Map<number, number>()
  for (const line of text.split('\n')) {
    const told = readGuestLine(line)
    if (told === null) continue
    if (told.what === 'process') started.set(told.pid, told.startedAt)
    else if (told.what === 'pid') pids.set(`${told.kind}:${told.id}`, told.pid)
    else {
      const key = `${told.kind}:${told.id}`
      if (told.what === 'section') {
        const guest = guests.get(key)
        if (guest) guest.closed = true
        continue
      }
      const guest = guests.get(key) ?? { id: told.id, kind: told.kind, node: told.node, settings: new Map<string, string>(), closed: false }
      if (!guest.closed && !guest.settings.has(told.key)) guest.settings.set(told.key, told.value)
      guests.set(key, guest)
    }
  }
  return Array.from(guests, ([key, { id, kind, node: home, settings }]): GuestFacts => {
    const pid = pids.get(key) ?? null
    const here = home === node
    const alive = pids.has(key) && (kind === 'ct' || (pid !== null && started.has(pid)))
    return {
      id,
      kind,
      name: settings.get('name') ?? settings.get('hostname') ?? null,
      node: home,
      running: here ? alive : null,
      pid: alive ? pid : null,
      startedAt: pid === null ? null : (started.get(pid) ?? null),
      agent: /^(?:1|enabled=1)/.test(settings.get('agent') ?? ''),
      windows: /^(?:w|win)/.test(settings.get('ostype') ?? ''),
    }
  })
}
