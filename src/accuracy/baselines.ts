import type { AccuracyCase } from './case.ts'

/** A way to answer that whydown must beat: a cause id, or null when it finds nothing. */
export interface Baseline {
  readonly id: string
  readonly title: string
  answer(example: AccuracyCase): string | null
}

const linesOf = (example: AccuracyCase) => example.logs.flatMap((log) => log.lines.map((line) => ({ line, from: log.from })))

/**
 * The greps of the runbook in its order, the first that matches wins; the answer is what its text then concludes. Its phases:
 * memory pressure ("most common"), storage, hardware, then the boot history.
 */
const GREPS: readonly (readonly [RegExp, string])[] = [
  [/oom-killer|Out of memory|killed process|killed by the OOM killer/i, 'memory.host-oom'],
  [/I\/O error|read error|write error/, 'storage.disk-failure'],
  [/No space left|9[5-9](?:\.\d+)?%|100(?:\.0+)?%/, 'storage.fs-full'],
  [/DEGRADED|FAULTED|SUSPENDED|suspended/, 'storage.zfs-pool-suspended'],
  [/temperature|thermal/i, 'hardware.thermal'],
  [/\bmce\b|Hardware Error/i, 'hardware.mce'],
  [/qmstop|vzstop/, 'operator.stop'],
  [/qmshutdown|vzshutdown/, 'operator.shutdown'],
  [/qmreset|qmreboot/, 'operator.reset'],
  [/corrupted or uncleanly shut down/, 'power.loss'],
]

export const runbookGreps: Baseline = {
  id: 'greps',
  title: "the runbook's greps, first match wins",
  answer(example) {
    const lines = linesOf(example)
    for (const [pattern, id] of GREPS) if (lines.some(({ line }) => pattern.test(line))) return id
    return null
  },
}

/** How alarming a line sounds to somebody who skims, loudest first, and what they would say it means. */
const LOUDNESS: readonly (readonly [RegExp, (line: string, from: string) => string])[] = [
  [/kernel panic/i, (_, from) => (from === 'guest' ? 'guest.kernel-panic' : 'host.kernel-panic')],
  [/fatal|machine check/i, () => 'hardware.mce'],
  [/out of memory|oom-killer|oom-kill\b/i, (_, from) => (from === 'guest' ? 'guest.oom' : 'memory.host-oom')],
  [/\bBUG:|Oops|general protection fault/, (_, from) => (from === 'guest' ? 'guest.kernel-panic' : 'host.kernel-oops')],
  [/segfault|SIGSEGV|core dump|aborted/i, () => 'qemu.crash'],
  [/watchdog/i, () => 'cluster.fence'],
  [/corrupt/i, () => 'storage.data-corruption'],
  [/critical|\bcrit\b|emerg/i, () => 'hardware.thermal'],
  [/I\/O error|medium error|failed command/i, () => 'storage.disk-failure'],
  [/read-only/i, (_, from) => (from === 'guest' ? 'guest.fs-readonly' : 'storage.host-fs-readonly')],
  [/no space left|out-of-data-space|\bfull\b/i, () => 'storage.fs-full'],
  [/blocked for more than|soft lockup|stall/i, (_, from) => (from === 'guest' ? 'guest.hang' : 'host.lockup')],
  [/link is down|link down|hung/i, () => 'network.link-outage'],
  [/error|failed|failure/i, () => 'qemu.start-failure'],
]

export const loudestLine: Baseline = {
  id: 'loudest',
  title: 'the most alarming line',
  answer(example) {
    const lines = linesOf(example)
    for (const [pattern, id] of LOUDNESS) {
      // Of equally loud ones the last: it is nearest to the outage.
      const hit = lines.findLast(({ line }) => pattern.test(line))
      if (hit) return id(hit.line, hit.from)
    }
    return null
  },
}

export const baselines: readonly Baseline[] = [runbookGreps, loudestLine]

/** Scored by the same rule: finding nothing is unknown, and right only where nothing is to be found. */
export function scoreBaseline(baseline: Baseline, { truth, ...example }: AccuracyCase): 'right' | 'unknown' | 'wrong' {
  const accepted = new Set(example.expect === 'nobody' ? ['none', 'undetermined'] : [truth.cause, ...truth.alsoAccept])
  const answer = baseline.answer({ truth, ...example })
  if (answer === null) return accepted.has('undetermined') || accepted.has('none') ? 'right' : 'unknown'
  return accepted.has(answer) ? 'right' : 'wrong'
}
