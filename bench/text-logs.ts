/**
 * Text logs and the day of a large host. Prints, and writes docs/performance-text.md unless SMALL=1.
 *
 *   npm run bench -- text
 */
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { compare, measure, type Summary } from './measure.ts'
import { alternation, patterns } from './patterns.ts'

const root = join(import.meta.dirname, '..')
const cache = process.env['BENCH_DIR'] ?? join(root, '.whydown/bench')
const small = process.env['SMALL'] === '1'
const pairs = small ? 3 : 5
mkdirSync(cache, { recursive: true })

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
const program = quote(join(root, 'bin/whydown'))

/** A day of a host with 50 guests: 100 000 lines, an incident every 20 000. The same bytes on every machine. */
function day(form: 'syslog' | 'iso' | 'json'): string {
  const path = join(cache, `day.${form}`)
  if (existsSync(path)) return path
  const made = spawnSync(
    'sh',
    [
      '-c',
      '"$0" "$1" --entries 100000 --seed 3 --days 1 --boots 1 --guests 50 --incident 20000 | "$0" "$2" "$3" > "$4"',
      process.execPath,
      join(import.meta.dirname, 'gen-journal.ts'),
      join(import.meta.dirname, 'text-form.ts'),
      form,
      `${path}.unfinished`,
    ],
    { encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`the day could not be made: ${made.stderr}`)
  renameSync(`${path}.unfinished`, path)
  return path
}

/** That day again and again: what is searched is bytes, their order does not matter. */
function large(days: number): string {
  const path = join(cache, `syslog-${days}-days`)
  if (existsSync(path)) return path
  const bytes = readFileSync(day('syslog'))
  rmSync(`${path}.unfinished`, { force: true })
  for (let n = 0; n < days; n++) appendFileSync(`${path}.unfinished`, bytes)
  renameSync(`${path}.unfinished`, path)
  return path
}

const rows: string[] = []
const numbers = ({ wallS, cpuS, peakMiB }: Omit<Summary, 'fastestS'>): string =>
  `${wallS.toFixed(2)} / ${cpuS.toFixed(2)} / ${peakMiB.toFixed(0)}`
const row = (what: string, ours: string, other: string, theirs: string, ratio: string): void => {
  rows.push(`| ${what} | ${ours} | ${other} | ${theirs} | ${ratio} |`)
  console.log(`${what}: ours ${ours}; ${other} ${theirs} ${ratio}`)
}

const tenth = large(small ? 10 : 100)
const size = `${(statSync(tenth).size / 1e6).toFixed(0)} MB syslog`
const search = (path: string): string => `${program} log ${quote(path)} -q --case-sensitive -g ${quote(alternation)} | cat > /dev/null`
const found = (command: string): string => measure(`${command} | wc -l`, cache).output.trim()
const [mine, greps] = [found(search(tenth).replace(' | cat > /dev/null', '')), found(`grep -E ${quote(alternation)} ${quote(tenth)}`)]
if (mine !== greps) throw new Error(`whydown log finds ${mine} lines, grep ${greps}`)
// Into a pipe: grep stops at the first line that it would write to /dev/null.
for (const [name, command] of [
  ['`grep -E`', `grep -E ${quote(alternation)} ${quote(tenth)} | cat > /dev/null`],
  ['`rg`', `rg ${quote(alternation)} ${quote(tenth)} | cat > /dev/null`],
  ['`cat`', `cat ${quote(tenth)} | cat > /dev/null`],
] as const) {
  const { ours, other, wallRatio, cpuRatio } = compare(search(tenth), command, pairs, cache)
  row(
    `${patterns.length} patterns, ${size}: \`whydown log --grep\``,
    numbers(ours),
    name,
    numbers(other),
    `${wallRatio.toFixed(2)} (CPU ${cpuRatio.toFixed(2)})`,
  )
}
if (!small) {
  const twice = large(200)
  const sample = measure(search(twice), cache)
  row(`the same, ${(statSync(twice).size / 1e6).toFixed(0)} MB`, numbers(sample), '', '', '')
}
for (const form of ['syslog', 'iso', 'json'] as const) {
  const command = `${program} analyze --host ${quote(day(form))} --json > /dev/null`
  measure(command, cache)
  const samples = Array.from({ length: pairs }, () => measure(command, cache)).toSorted((a, b) => a.wallS - b.wallS)
  const middle = samples[Math.floor(samples.length / 2)]!
  row(
    `a day of a host with 50 guests, 100 000 lines of ${form}: \`whydown analyze\``,
    numbers({ ...middle, peakMiB: Math.max(...samples.map(({ peakMiB }) => peakMiB)) }),
    '',
    '',
    '',
  )
}
for (const [what, command] of [
  ['`whydown --help`', `${program} --help > /dev/null`],
  ['`whydown --version`', `${program} --version > /dev/null`],
] as const) {
  const { ours, other } = compare(command, `${quote(process.execPath)} -e 0`, pairs * 2, cache)
  row(what, numbers(ours), 'bare Node', numbers(other), `${((ours.wallS - other.wallS) * 1000).toFixed(0)} ms more`)
}

const page = `# Performance on text logs

Made by \`npm run bench -- text\`; do not edit. ${cpus().length} CPUs, Node ${process.version.slice(1)}, warm page cache, whole processes; commands of a row run in turn (A B A B …), medians of ${pairs}. The figures are wall s / CPU s / peak MiB, the ratio is other ÷ ours (above 1, ours is faster). Both find the same ${mine} lines.

| question | ours | compared with | its | ratio |
|---|---|---|---|---|
${rows.join('\n')}

Lines are looked for as bytes, in blocks, by all literals at once; only a line that holds one is made into a string and tested. \`rg\` maps the file into memory, which counts as its own.
`
if (small) console.log(page)
else writeFileSync(join(root, 'docs/performance-text.md'), page)
