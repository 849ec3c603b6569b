import type { Observation } from '../model/index.ts'

/** Uptime restarts at zero with each boot; boots of one console are laid end to end with this much between them. */
const BETWEEN_BOOTS_MS = 60 * 60_000

/**
 * Evidence that carries nothing but uptimes (dmesg, a serial console) still has an order and distances. Only when no line at
 * all has a date, its times are set on an axis that begins at the epoch; such times are never shown as dates (`isDate`).
 */
export function orderByUptime(observations: readonly Observation[]): Observation[] {
  if (observations.some((o) => o.at !== null) || !observations.some((o) => o.cites[0].monotonicUs !== undefined)) return [...observations]
  const boots = new Map<string, { last: number; base: number }>()
  return observations
    .toSorted((a, b) =>
      a.cites[0].source.file < b.cites[0].source.file
        ? -1
        : a.cites[0].source.file > b.cites[0].source.file
          ? 1
          : a.cites[0].line - b.cites[0].line,
    )
    .map((o) => {
      const uptimeUs = o.cites[0].monotonicUs
      if (uptimeUs === undefined) return o
      const file = o.cites[0].source.file
      const boot = boots.get(file) ?? { last: 0, base: 0 }
      const ms = uptimeUs / 1000
      // Lines of several processors may be printed a little out of order.
      if (ms < boot.last - 5000) boot.base += boot.last + BETWEEN_BOOTS_MS
      boot.last = Math.max(ms < boot.last - 5000 ? 0 : boot.last, ms)
      boots.set(file, boot)
      return { ...o, at: boot.base + ms }
    })
}

/** False for times on the uptime axis: nothing this program reads is from before 1980. */
export const isDate = (at: number): boolean => at > 315_532_800_000
