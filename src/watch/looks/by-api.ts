import type { ApiPoll } from '../../collect/index.ts'
import { guestKey } from '../keys.ts'
import type { SeenGuest, Sighting } from '../sighting.ts'
import { readCluster } from './cluster-look.ts'

export interface ApiEyes {
  look(): Promise<Sighting>
  close(): void
}

/** Asking a QEMU costs it something: only VMs that do nothing at all are asked, and not all at once. */
const ASKED_AT_ONCE = 8
const HALTED = new Set(['paused', 'io-error', 'internal-error', 'guest-panicked', 'watchdog'])

/**
 * Looks at whole clusters by token. `/cluster/resources` says `running` of a VM that QEMU holds still, so those whose processors
 * stand still are asked themselves. Rejects when no cluster answers.
 */
export function lookByApi(polls: readonly ApiPoll[], now: () => number): ApiEyes {
  const halted = new Map<string, string>()
  let turn = 0
  async function cluster(poll: ApiPoll): Promise<Sighting> {
    const seen = readCluster(await poll.ask(), now())
    const still = seen.guests.filter(({ kind, running, cpu, lock }) => kind === 'vm' && running && cpu === 0 && lock === null)
    const asked = Array.from({ length: Math.min(ASKED_AT_ONCE, still.length) }, (_, n) => still[(turn + n) % still.length]!)
    turn += asked.length
    await Promise.all(
      asked.map(async (guest) => {
        const told = await poll.halted(guest.node, guest.id)
        if (told !== null && HALTED.has(told)) halted.set(guestKey(guest), told)
        else if (told !== null) halted.delete(guestKey(guest))
      }),
    )
    const kept = new Set(still.map(guestKey))
    const guests = seen.guests.map((guest): SeenGuest => {
      const key = guestKey(guest)
      if (!kept.has(key)) halted.delete(key)
      return { ...guest, halted: halted.get(key) ?? null }
    })
    return { ...seen, guests }
  }
  return {
    close: () => polls.forEach((poll) => poll.close()),
    async look() {
      const told = await Promise.allSettled(polls.map(cluster))
      const seen = told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      if (seen.length === 0) throw new Error(told.map((one) => (one.status === 'rejected' ? (one.reason as Error).message : '')).join('; '))
      return {
        at: now(),
        cluster: seen.length === 1 ? seen[0]!.cluster : null,
        nodes: seen.flatMap(({ nodes }) => nodes),
        guests: seen.flatMap(({ guests }) => guests),
        storages: seen.flatMap(({ storages }) => storages),
        quorate: seen.every(({ quorate }) => quorate === null) ? null : seen.every(({ quorate }) => quorate !== false),
        missing: seen.flatMap(({ missing }) => missing),
      }
    },
  }
}
