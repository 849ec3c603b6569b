import type { Comparison } from './measure.ts'

/** What the numbers of a row must reach, and what they did. */
export interface Goal {
  /** As a person reads it: `20 × faster`. */
  readonly wanted: string
  readonly got: string
  readonly met: boolean
}

type Judge = (comparison: Comparison) => Goal

const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 1 : 0)} ×`

/** Wall clock, median of the pairs. */
export const fasterBy =
  (least: number): Judge =>
  ({ wallRatio, cpuRatio }) => ({
    wanted: `${least} × faster`,
    got: `${times(wallRatio)} (CPU ${times(cpuRatio)})`,
    met: wallRatio >= least,
  })

/** Bytes per second of a program that only copies them. */
export const bandwidthOf =
  (least: number): Judge =>
  ({ wallRatio, cpuRatio }) => ({
    wanted: `${Math.round(least * 100)} % of its bandwidth`,
    got: `${Math.round(wallRatio * 100)} % (CPU ${Math.round(cpuRatio * 100)} %)`,
    met: wallRatio >= least,
  })

/** The fastest run: what else goes on on the machine is not in question. */
export const withinSeconds =
  (most: number): Judge =>
  ({ ours: { fastestS, cpuS } }) => ({
    wanted: `under ${Math.round(most * 1000)} ms`,
    got: `${Math.round(fastestS * 1000)} ms (${Math.round(cpuS * 1000)} ms of CPU)`,
    met: fastestS < most,
  })

export const overBareNode =
  (mostS: number): Judge =>
  ({ ours, other }) => ({
    wanted: `under ${Math.round(mostS * 1000)} ms more`,
    got: `${Math.round((ours.fastestS - other.fastestS) * 1000)} ms (${Math.round((ours.cpuS - other.cpuS) * 1000)} ms of CPU)`,
    met: ours.fastestS - other.fastestS < mostS,
  })

export const underMiB =
  (most: number): Judge =>
  ({ ours: { peakMiB } }) => ({ wanted: `at most ${most} MiB`, got: `${Math.round(peakMiB)} MiB`, met: peakMiB <= most })

/** `ours` with more of something against `other` with less of it. */
export const dearerByAtMost =
  (most: number): Judge =>
  ({ wallRatio }) => ({
    wanted: `under ${Math.round(most * 100)} % more`,
    got: `${Math.round((1 / wallRatio - 1) * 100)} %`,
    met: 1 / wallRatio - 1 < most,
  })
