/** Nobody is told about this until then. It is still seen, explained and kept. */
export interface Silence {
  /** Guest id or name, node, storage: as people say it. */
  readonly about: string
  readonly until: number
  readonly because: string
  readonly by: string
}

const matches = (silence: string, about: string): boolean => about === silence || about.split(/[\s:()]+/).includes(silence)

/** The end of the longest silence that covers this, or null. */
export function silencedUntil(silences: readonly Silence[], about: string, now: number): number | null {
  const ends = silences.filter((one) => one.until > now && matches(one.about, about)).map(({ until }) => until)
  return ends.length === 0 ? null : Math.max(...ends)
}
