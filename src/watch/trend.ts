/** One figure over time, oldest first. */
export interface Sample {
  readonly at: number
  readonly value: number
}

const ENOUGH = 6
const SHORTEST_MS = 10 * 60_000

/**
 * Growth per hour, by the median of the slopes between samples (Theil and Sen): one spike does not turn it. Null while there is
 * too little to tell. Thinned to 60 samples, because the pairs grow with the square.
 */
export function growthPerHour(samples: readonly Sample[]): number | null {
  const step = Math.max(1, Math.ceil(samples.length / 60))
  const thin = samples.filter((_, n) => n % step === 0)
  const first = thin[0]
  const last = thin.at(-1)
  if (!first || !last || thin.length < ENOUGH || last.at - first.at < SHORTEST_MS) return null
  const slopes: number[] = []
  for (let i = 0; i < thin.length; i++)
    for (let j = i + 1; j < thin.length; j++)
      if (thin[j]!.at > thin[i]!.at) slopes.push((thin[j]!.value - thin[i]!.value) / (thin[j]!.at - thin[i]!.at))
  slopes.sort((a, b) => a - b)
  return slopes.length === 0 ? null : slopes[slopes.length >> 1]! * 3_600_000
}

/** Hours until `room` is used up at this growth; null when it does not grow noticeably (under half a percent of `total` an hour). */
export const hoursUntilFull = (room: number, growth: number | null, total: number): number | null =>
  growth === null || growth < total * 0.005 ? null : Math.max(0, room) / growth

/** A ring that forgets what is older than `forMs` and never holds more than `most`. */
export function remember(samples: readonly Sample[], sample: Sample, forMs: number, most: number): Sample[] {
  const kept = samples.filter(({ at }) => at >= sample.at - forMs && at < sample.at)
  return [...kept, sample].slice(-most)
}
