import { guestKey } from '../keys.ts'
import type { Sighting } from '../sighting.ts'

/** The API tells what was true up to 10 s ago. After a shell went quiet it could bring a dead guest to life again. */
const STALE_MS = 30_000

/**
 * Puts the look over shells and the look through the API together. Where a shell answered, it is believed: it is of now and
 * knows memory and processes. The API adds the other nodes, and what only it knows: quorum, paused VMs, locks, traffic.
 *
 * `lastByShell`: when each node last answered over its shell; it is brought up to date.
 */
export function bothLooks(shell: Sighting, api: Sighting, lastByShell: Map<string, number>): Sighting {
  const silent = new Set(shell.missing.map(({ node }) => node))
  const answered = new Set(shell.nodes.filter(({ name, online }) => online && !silent.has(name)).map(({ name }) => name))
  for (const name of answered) lastByShell.set(name, shell.at)
  const fresh = (node: string) => shell.at - (lastByShell.get(node) ?? -Infinity) < STALE_MS
  const byApi = new Map(api.guests.map((guest) => [guestKey(guest), guest]))
  const apiNodes = new Set(api.nodes.map(({ name }) => name))
  return {
    at: shell.at,
    cluster: api.cluster,
    nodes: [
      ...shell.nodes.filter(({ name }) => answered.has(name) || !apiNodes.has(name)),
      ...api.nodes.filter(({ name }) => !answered.has(name)),
    ],
    guests: [
      ...shell.guests
        .filter(({ node }) => answered.has(node))
        .map((guest) => {
          const told = byApi.get(guestKey(guest))
          return told && told.node === guest.node && told.running && guest.running
            ? { ...guest, halted: told.halted, traffic: told.traffic, cpu: told.cpu, autostart: guest.autostart ?? told.autostart }
            : guest
        }),
      ...api.guests.filter(({ node }) => !answered.has(node) && !fresh(node)),
    ],
    storages: [...shell.storages, ...api.storages.filter(({ node }) => !answered.has(node))],
    quorate: api.quorate ?? shell.quorate,
    missing: [...shell.missing.filter(({ node }) => !apiNodes.has(node)), ...api.missing.filter(({ node }) => !answered.has(node))],
  }
}
