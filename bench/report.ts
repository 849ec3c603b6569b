import type { DataSet } from './data-set.ts'
import type { Goal } from './goals.ts'
import type { Comparison } from './measure.ts'

export interface Row {
  readonly set: string
  readonly question: string
  readonly other: string
  readonly comparison: Comparison
  readonly goals: readonly Goal[]
}

export interface Facts {
  readonly machine: string
  readonly node: string
  readonly systemd: string
  /** Sentences about results that were compared. */
  readonly checks: readonly string[]
}

/** The measurements as Markdown. */
export function performancePage(rows: readonly Row[], sets: readonly DataSet[], { machine, node, systemd, checks }: Facts): string {
  const withGoals = rows.flatMap((row) => row.goals.map((goal) => ({ row, goal })))
  const met = withGoals.filter(({ goal }) => goal.met).length
  return `# Performance

Made by \`npm run bench\`; do not edit. ${machine}, Node ${node}, ${systemd}. The two commands of a row run in turn (A B A B …), after a warm-up unless a row says
cold; whole processes, Node's start included. Ratios are medians of the pairs. Absolute times are those of this machine on that day; quote the ratios. Data:
${sets.map(({ name, bytes, entries, files }) => `${name} ${(bytes / 1e6).toFixed(0)} MB, ${entries.toLocaleString('en')} entries, ${files} files`).join('; ')}.

## Goals: ${met} of ${withGoals.length} met

| data | question | compared with | wanted | got | |
|---|---|---|---|---|---|
${withGoals.map(({ row, goal }) => `| ${row.set} | ${row.question} | ${row.other} | ${goal.wanted} | ${goal.got} | ${goal.met ? 'met' : '**missed**'} |`).join('\n')}

## Everything that was measured

| data | question | ours: s / CPU s / MiB | compared with | its s / CPU s / MiB | ours is | pairs |
|---|---|---|---|---|---|---|
${rows.map(tableRow).join('\n')}

## Same answers

${checks.map((check) => `- ${check}`).join('\n')}

\`npm run bench -- --verify\` compares everything, on all four combinations of regular, compact, plain and zstd.

${EXPLANATION}`
}

/** GNU time counts hundredths: below this a ratio of CPU seconds says nothing. */
const LEAST_CPU_S = 0.05

function tableRow({ set, question, other, comparison: { ours, other: theirs, wallRatio, cpuRatio, pairs } }: Row): string {
  const numbers = ({ wallS, cpuS, peakMiB }: typeof ours): string => `${wallS.toFixed(3)} / ${cpuS.toFixed(2)} / ${peakMiB.toFixed(0)}`
  return `| ${set} | ${question} | ${numbers(ours)} | ${other} | ${numbers(theirs)} | ${factor(wallRatio)}${theirs.cpuS < LEAST_CPU_S ? '' : ` (CPU ${factor(cpuRatio)})`} | ${pairs} |`
}

function factor(ratio: number): string {
  return ratio >= 1 ? `**${ratio.toFixed(1)}×** faster` : `${(1 / ratio).toFixed(1)}× slower`
}

const EXPLANATION = `## How it works

A journal file stores each distinct field once and lets entries point to it. Of a gigabyte, 3 to 5 % is message text, and half of the messages are said again and again.
So the question "which of these lines are in here" needs no entry at all:

- **One walk.** The file is read front to back in pieces of 128 KiB, which stay in the processor's cache. A loop over integers steps from object to object and keeps the
  positions of objects that begin with \`MESSAGE=\`. Large tables and arrays that reach beyond a piece are not read. Hash tables, counters and indexes are not
  needed, which is why the walk also reads files that journalctl refuses: cut ones, ones with holes, ones whose header is damaged.
- **Many patterns for the price of one.** Each pattern names literal words. Of a message only every fourth group of four bytes is looked up in a bit table of the literals' rarest
  groups; the literal is compared only on a hit, and the regular expression runs only where a literal stands. Ten times as many patterns cost a few per cent.
- **Then the index.** A message that matches leads to its entries by its own chain. Windows of time are found by bisection, after a look at whether the clock ever went back (if it
  did, the file is walked). Whatever the index says is checked against the entry it leads to; where it lies, the file is walked instead.
- **A diagnosis reads what it needs.** \`whydown analyze\` looks for what broke, ended or was asked for everywhere, and for everything else only in the hours around that. Of
  entries only the fields that a record keeps are decoded. When a journal holds more episodes than anybody reads, the ten that answer the question best (\`--at\`,
  \`--since\`, \`--until\`, \`--subject\`; else the newest, unplanned ones first) are read whole, the rest only for what broke; the notes say so, and nothing is concluded there.

The data is made by a generator with far more trouble than a real host has: a fault every hour and a stop every few minutes for seventeen days.

## Where journalctl still wins

- Small questions from a warm cache: the boot list or two hours of one unit take journalctl 10 to 50 ms, here Node alone takes 25 ms to start. The aim is that nobody notices.
- Memory: a process of Node begins at 43 MiB. It then stays flat however long the journal is; journalctl maps the files and grows with what it touches.
- Questions this reader does not answer: following a live journal, verifying seals, reading over the network.

## What the numbers mean

- "48 patterns" tests the text of each distinct message once, however often it was logged. It does not look at other fields; \`grep\` and \`rg\` test whole lines or
  raw bytes, so their counts differ. The answers are compared entry by entry above.
- \`cat\` is the floor: it only copies the bytes. Cold rows drop exactly these files from the page cache before each run.
- On a real host the share of repeated messages and the fields per entry differ, and the ratios with them.
`
