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
  ({ wallRatio }) => ({ wanted: `${least} × faster`, got: times(wallRatio), met: wallRatio >= least })

/** Bytes per second of a program that only copies them. */
export const bandwidthOf =
  (least: number): Judge =>
  ({ wallRatio }) => ({
    wanted: `${Math.round(least * 100)} % of its bandwidth`,
    got: `${Math.round(wallRatio * 100)} %`,
    met: wallRatio >= least,
  })

export const withinSeconds =
  (most: number): Judge =>
  ({ ours: { wallS } }) => ({
    wanted: `under ${Math.round(most * 1000)} ms`,
    got: `${Math.round(wallS * 1000)} ms`,
    met: wallS < most,
  })

export const overBareNode =
  (mostS: number): Judge =>
  ({ ours, other }) => ({
    wanted: `under ${Math.round(mostS * 1000)} ms more`,
    got: `${Math.round((ours.wallS - other.wallS) * 1000)} ms`,
    met: ours.wallS - other.wallS < mostS,
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
