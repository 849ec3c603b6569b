/**
 * Measures the journal reader against journalctl, grep, rg and cat, and writes docs/performance.md.
 *
 *   node bench/run.ts                  about 1 GB regular and 1 GB compact journals (made once, ~3 minutes)
 *   SMALL=1 node bench/run.ts          60 000 entries each, prints and writes nothing
 *   npm run bench -- text             text logs and the day of a large host, writes docs/performance-text.md
 *   npm run bench -- store            a year of incidents in the store, prints
 *   BENCH_ENTRIES=n BENCH_DIR=dir      other sizes; another place for the data (default .whydown/bench)
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type DataSet, dataSet, missingTool } from './data-set.ts'
import { compare, type Comparison, measure } from './measure.ts'
import { alternation, patterns } from './patterns.ts'
import { performancePage, type Row } from './report.ts'

if (process.argv[2] === 'store') {
  await import('./store-year.ts')
  process.exit()
}
if (process.argv[2] === 'text') {
  await import('./text-logs.ts')
  process.exit()
}
const root = join(import.meta.dirname, '..')
const cache = process.env['BENCH_DIR'] ?? join(root, '.whydown/bench')
const small = process.env['SMALL'] === '1'
const entries = Number(process.env['BENCH_ENTRIES'] ?? (small ? 60_000 : 900_000))
const pairs = small ? 3 : 5

const missing = missingTool()
if (missing !== undefined) {
  console.error(`Nothing measured: ${missing}.`)
  process.exit(1)
}
mkdirSync(cache, { recursive: true })
const program = join(cache, 'scan.mjs')
await build({
  entryPoints: [join(import.meta.dirname, 'scan.ts')],
  outfile: program,
  bundle: true,
  platform: 'node',
  format: 'esm',
  minify: true,
  logLevel: 'error',
})

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
const ours = (question: string, { dir }: DataSet, more = ''): string =>
  `${quote(process.execPath)} ${quote(program)} ${question} ${quote(dir)} ${more}`
const journalctl = ({ dir }: DataSet, more: string): string => `journalctl -D ${quote(dir)} -q ${more}`
const rows: Row[] = []
const checks: string[] = []

const add = (set: DataSet, question: string, other: string, comparison: Comparison): void => {
  rows.push({ set, question, other, comparison })
  console.log(
    `${set.name}: ${question} / ${other}: ours ${comparison.ours.wallS.toFixed(3)} s, ${comparison.ours.peakMiB.toFixed(0)} MiB; other ${comparison.other.wallS.toFixed(3)} s; ${comparison.wallRatio.toFixed(2)}×`,
  )
}

/** Every matching entry must be the one journalctl shows; a fast wrong answer is worth nothing. */
const check = (set: DataSet): void => {
  const found = measure(ours('hits', set), cache).output.trimEnd().split('\n')
  const expression = new RegExp(alternation)
  const expected: string[] = []
  for (const line of measure(
    journalctl(set, `--all -o json --output-fields=MESSAGE --grep ${quote(alternation)} --case-sensitive=yes`),
    cache,
  )
    .output.trimEnd()
    .split('\n')) {
    const { MESSAGE, __CURSOR } = JSON.parse(line) as { MESSAGE: string | number[]; __CURSOR: string }
    const text = typeof MESSAGE === 'string' ? MESSAGE : Buffer.from(MESSAGE).toString()
    if (expression.test(text)) expected.push(/;i=([0-9a-f]+)/.exec(__CURSOR)![1]!)
  }
  if (found.join() !== expected.join())
    throw new Error(`${set.name}: ours finds ${found.length} entries, journalctl ${expected.length}; the answers differ`)
  checks.push(
    `${set.name}: the ${found.length} matching entries are the same, one by one and in the same order, as those of \`journalctl --grep\`.`,
  )
  const boots = measure(ours('boots', set), cache)
    .output.trimEnd()
    .split('\n')
    .map((line) => line.split(' ')[0])
  const theirs = measure(journalctl(set, '--list-boots'), cache).output.match(/\b[0-9a-f]{32}\b/g)
  if (boots.join() !== theirs?.join()) throw new Error(`${set.name}: the boot lists differ`)
  checks.push(`${set.name}: the ${boots.length} boots are the same, in the same order.`)
}

for (const set of [dataSet(cache, 'regular', entries), dataSet(cache, 'compact', Math.round(entries * 1.6))]) {
  const question = `${patterns.length} patterns, everything`
  const expression = quote(alternation)
  check(set)
  add(
    set,
    question,
    '`journalctl -o short \\| grep -cE`',
    compare(ours('patterns', set), `${journalctl(set, '-o short')} | grep -cE ${expression}`, pairs, cache),
  )
  add(set, question, '`cat FILES > /dev/null`', compare(ours('patterns', set), `cat ${quote(set.dir)}/* > /dev/null`, pairs * 2, cache))
  add(set, question, '`rg -a -c` on the raw files', compare(ours('patterns', set), `rg -a -c ${expression} ${quote(set.dir)}`, 3, cache))
  add(
    set,
    question,
    '`journalctl --grep`',
    compare(ours('patterns', set), `${journalctl(set, `-o short --grep ${expression} --case-sensitive=yes`)} > /dev/null`, 1, cache, false),
  )
  const lastUs = Number(measure(ours('boots', set), cache).output.trimEnd().split(' ').at(-1))
  for (const hours of [24, 2]) {
    const sinceUs = lastUs - hours * 3_600_000_000
    const since = `--since @${Math.floor(sinceUs / 1e6)}`
    add(
      set,
      `${patterns.length} patterns, last ${hours} h`,
      '`journalctl --since … \\| grep -cE`',
      compare(
        ours('patterns', set, `--since ${sinceUs}`),
        `${journalctl(set, `-o short ${since}`)} | grep -cE ${expression}`,
        pairs,
        cache,
      ),
    )
  }
  add(
    set,
    'boot list',
    '`journalctl --list-boots`',
    compare(ours('boots', set), `${journalctl(set, '--list-boots')} > /dev/null`, pairs, cache),
  )
  if (set.name === 'regular')
    add(
      set,
      'all entries, all fields, as JSON',
      '`journalctl -o json`',
      compare(`${ours('json', set)} > /dev/null`, `${journalctl(set, '-o json --all')} > /dev/null`, 1, cache, false),
    )
}

const page = performancePage(rows, {
  machine: `${cpus().length} CPUs, ${(totalmem() / 2 ** 30).toFixed(0)} GiB RAM`,
  node: process.version.slice(1),
  systemd: spawnSync('journalctl', ['--version'], { encoding: 'utf8' }).stdout.split(' (')[0] ?? 'systemd',
  checks,
})
if (small) console.log(page)
else writeFileSync(join(root, 'docs/performance.md'), page)
await import('./text-logs.ts')
