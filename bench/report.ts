import type { DataSet } from './data-set.ts'
import type { Comparison } from './measure.ts'

export interface Row {
  readonly set: DataSet
  readonly question: string
  readonly other: string
  readonly comparison: Comparison
}

export interface Facts {
  readonly machine: string
  readonly node: string
  readonly systemd: string
  /** Sentences about results that were compared. */
  readonly checks: readonly string[]
}

/** The measurements as Markdown. */
export function performancePage(rows: readonly Row[], { machine, node, systemd, checks }: Facts): string {
  const sets = [...new Set(rows.map(({ set }) => set))]
  return `# Performance

Made by \`bench/run.ts\`; do not edit. Machine: ${machine}. Node ${node}, ${systemd}. Warm page cache. The two commands of a row run in turn
(A B A B …) after a warm-up; a row shows medians of whole processes, Node's start included, and the median of the ratios of the pairs.
Absolute times are those of this machine; quote the ratios. Memory is the largest process of a command.

${sets
  .map(
    (
      set,
    ) => `## ${set.name === 'regular' ? 'Regular files, uncompressed' : 'Compact files, zstd'}: ${(set.bytes / 1e6).toFixed(0)} MB, ${set.entries.toLocaleString('en')} entries, ${set.files} files

| question | ours: s / CPU s / MiB | compared with | its s / CPU s / MiB | ours is | pairs |
|---|---|---|---|---|---|
${rows
  .filter((row) => row.set === set)
  .map(tableRow)
  .join('\n')}
`,
  )
  .join('\n')}
## Same answers

${checks.map((check) => `- ${check}`).join('\n')}

## What the numbers mean

- "48 patterns" tests the text of each distinct message once, however often it was logged, and reads the files front to back. It does not look at other fields; \`grep\`
  and \`rg\` test whole lines or raw bytes, so their counts differ. The answers are compared entry by entry above.
- \`cat\` is the floor: it only copies the bytes.
- Small questions that journalctl answers from its index (a short window, the boot list) are dominated by Node's start here. There the aim is that nobody notices.
- The log lines are generated. On a real host the share of repeated messages and the fields per entry differ, and the ratios with them.
- Cold caches were not measured here: everything is then limited by the disk.
`
}

/** GNU time counts hundredths: below this a ratio of CPU seconds says nothing. */
const LEAST_CPU_S = 0.05

function tableRow({ question, other, comparison: { ours, other: theirs, wallRatio, cpuRatio, pairs } }: Row): string {
  const numbers = ({ wallS, cpuS, peakMiB }: typeof ours): string => `${wallS.toFixed(3)} / ${cpuS.toFixed(2)} / ${peakMiB.toFixed(0)}`
  return `| ${question} | ${numbers(ours)} | ${other} | ${numbers(theirs)} | ${factor(wallRatio)}${theirs.cpuS < LEAST_CPU_S ? '' : ` (CPU ${factor(cpuRatio)})`} | ${pairs} |`
}

function factor(ratio: number): string {
  return ratio >= 1 ? `**${ratio.toFixed(1)}×** faster` : `${(1 / ratio).toFixed(1)}× slower`
}
