import { defineWarning, gib, percent, type Sign } from './define.ts'

const CALM = 0.1
const THRASHING = 10
const THRASHING_FROM = 0.75
const ALWAYS_FROM = 0.95
const CLEAR_BELOW = 0.05

/**
 * Memory of a node, counted truly: what ZFS would give back is not used. Pressure decides beside it: a host at 90 % where nobody
 * waits stays quiet, one at 80 % where tasks stall does not.
 */
export const memoryWarning = defineWarning({
  id: 'warning.memory',
  title: 'a host is about to run out of memory',
  forMs: 120_000,
  signs: (state, { memoryAt }) =>
    state.nodes.flatMap(({ name, memory, pressure, killedNext, fullInHours }): Sign[] => {
      if (!memory || memory.totalKiB === 0) return []
      const room = memory.freeKiB + memory.arcReclaimableKiB
      const used = 1 - room / memory.totalKiB
      const stall = pressure?.memoryFullAvg10 ?? null
      const thrashing = stall !== null && stall >= THRASHING && used >= THRASHING_FROM
      const full =
        used >= memoryAt && (stall === null || stall >= CALM || used >= ALWAYS_FROM || (fullInHours !== null && fullInHours < 24))
      const next = killedNext[0]
      const victim = next ? `The kernel would kill ${next.name ? `${next.id} (${next.name})` : next.id} first. ` : ''
      return [
        {
          about: name,
          level:
            thrashing || full ? 'raised' : used < memoryAt - CLEAR_BELOW && (stall === null || stall < THRASHING / 2) ? 'clear' : 'between',
          text: thrashing
            ? `${name} stalls for lack of memory: all its tasks waited ${stall?.toFixed(0)} % of the last 10 s, with ${percent(used)} in use. ${victim}`.trim()
            : `${name} has ${gib(room)} left of ${gib(memory.totalKiB)} (${percent(used)} in use, reclaimable cache not counted). ${victim}`.trim(),
          command: `whydown capacity`,
          urgency: thrashing || used >= ALWAYS_FROM ? 'P2' : 'P3',
        },
      ]
    }),
})
