import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Sample {
  readonly wallS: number
  /** User + system, of all processes of the command. */
  readonly cpuS: number
  /** The largest process of the command. */
  readonly peakMiB: number
  readonly output: string
}

/** Runs a shell command under GNU time. */
export function measure(command: string, scratch: string): Sample {
  const report = join(scratch, 'time.txt')
  const started = process.hrtime.bigint()
  const done = spawnSync('/usr/bin/time', ['-f', '%U %S %M', '-o', report, 'sh', '-c', command], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, SYSTEMD_PAGER: '', LC_ALL: 'C.UTF-8' },
  })
  const wallS = Number(process.hrtime.bigint() - started) / 1e9
  if (done.error) throw done.error
  const [user = 0, system = 0, peakKiB = 0] = readFileSync(report, 'utf8').trim().split('\n').at(-1)!.split(' ').map(Number)
  return { wallS, cpuS: user + system, peakMiB: peakKiB / 1024, output: done.stdout }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export interface Comparison {
  readonly ours: Summary
  readonly other: Summary
  /** Medians of other ÷ ours over the pairs: above 1, ours is faster. */
  readonly wallRatio: number
  readonly cpuRatio: number
  readonly pairs: number
}

export interface Summary {
  /** What it takes when nobody disturbs it. */
  readonly fastestS: number
  readonly wallS: number
  readonly cpuS: number
  readonly peakMiB: number
}

/** Runs both commands in turn (A B A B …) after one warm-up each, `before` each of them: what disturbs the machine then disturbs both. */
export function compare(
  ours: string,
  other: string,
  pairs: number,
  scratch: string,
  { warmUp = true, before }: { readonly warmUp?: boolean; readonly before?: () => unknown } = {},
): Comparison {
  const a: Sample[] = []
  const b: Sample[] = []
  if (warmUp) {
    measure(ours, scratch)
    measure(other, scratch)
  }
  for (let i = 0; i < pairs; i++) {
    before?.()
    a.push(measure(ours, scratch))
    before?.()
    b.push(measure(other, scratch))
  }
  return {
    ours: summary(a),
    other: summary(b),
    wallRatio: median(a.map((sample, i) => b[i]!.wallS / sample.wallS)),
    cpuRatio: median(a.map((sample, i) => b[i]!.cpuS / sample.cpuS)),
    pairs,
  }
}

/** Two programs against one other, in turn (A B C A B C …), for when the other takes long. */
export function compareBoth(
  ours: readonly [string, string],
  other: string,
  rounds: number,
  scratch: string,
): readonly [Comparison, Comparison] {
  const samples: [Sample[], Sample[], Sample[]] = [[], [], []]
  for (const command of ours) measure(command, scratch)
  for (let i = 0; i < rounds; i++) [...ours, other].forEach((command, n) => samples[n]!.push(measure(command, scratch)))
  const against = (mine: readonly Sample[]): Comparison => ({
    ours: summary(mine),
    other: summary(samples[2]),
    wallRatio: median(mine.map((sample, i) => samples[2][i]!.wallS / sample.wallS)),
    cpuRatio: median(mine.map((sample, i) => samples[2][i]!.cpuS / sample.cpuS)),
    pairs: rounds,
  })
  return [against(samples[0]), against(samples[1])]
}

function summary(samples: readonly Sample[]): Summary {
  return {
    fastestS: Math.min(...samples.map(({ wallS }) => wallS)),
    wallS: median(samples.map(({ wallS }) => wallS)),
    cpuS: median(samples.map(({ cpuS }) => cpuS)),
    peakMiB: Math.max(...samples.map(({ peakMiB }) => peakMiB)),
  }
}
