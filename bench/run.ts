/**
 * Measures whydown against journalctl, grep, rg and cat, prints a table with its goals and writes docs/performance.md.
 *
 *   node bench/run.ts               about 1 GB of regular and of compact journals (made once, some minutes), 4 GB if made before
 *   node bench/run.ts --quick       fewer pairs, prints and writes nothing
 *   node bench/run.ts --verify      only compares what both print, on all four combinations of formats and on both big sets
 *   npm run bench -- text           text logs and the day of a large host, writes docs/performance-text.md
 *   npm run bench -- store          a year of incidents in the store, prints
 *   BENCH_ENTRIES=n BENCH_DIR=dir   other sizes; another place for the data (default .whydown/bench); BENCH_PAIRS=n
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { dropFromCache } from './cold.ts'
import { type DataSet, dataSet, missingTool } from './data-set.ts'
import { bandwidthOf, dearerByAtMost, fasterBy, type Goal, overBareNode, underMiB, withinSeconds } from './goals.ts'
import { compare, compareBoth, type Comparison, measure } from './measure.ts'
import { alternation, patterns } from './patterns.ts'
import { performancePage, type Row } from './report.ts'
import { quote, verify } from './verify.ts'

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
const entries = Number(process.env['BENCH_ENTRIES'] ?? 900_000)
const quick = process.argv.includes('--quick')
const pairs = Number(process.env['BENCH_PAIRS'] ?? (quick ? 2 : 3))
const few = quick ? 1 : 2

const missing = missingTool()
if (missing !== undefined) {
  console.error(`Nothing measured: ${missing}.`)
  process.exit(1)
}
mkdirSync(cache, { recursive: true })
const whydown = join(root, 'bin/whydown')
spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { stdio: 'inherit' })

if (process.argv.includes('--verify')) {
  for (const name of ['regular', 'regular-zstd', 'compact', 'compact-plain'] as const)
    console.log((await verify(whydown, dataSet(cache, name, 20_000), alternation, true)).join('\n'))
  for (const set of [dataSet(cache, 'regular', entries), dataSet(cache, 'compact', Math.round(entries * 1.6))])
    console.log((await verify(whydown, set, alternation, true)).join('\n'))
  process.exit(0)
}

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

const node = quote(process.execPath)
const expression = quote(alternation)
const rows: Row[] = []
const checks: string[] = []
const ours = (question: string, { dir }: DataSet, more = ''): string =>
  `${node} --max-semi-space-size=4 ${quote(program)} ${question} ${quote(dir)} ${more}`
const journalctl = ({ dir }: DataSet, more: string): string => `journalctl -D ${quote(dir)} -q ${more}`
const log = ({ dir }: DataSet, more: string): string => `${quote(whydown)} log -q ${quote(dir)} ${more}`
const quiet = (command: string): string => `${command} > /dev/null`

const add = (
  set: string,
  question: string,
  other: string,
  comparison: Comparison,
  goals: readonly ((comparison: Comparison) => Goal)[],
): void => {
  const row = { set, question, other, comparison, goals: goals.map((judge) => judge(comparison)) }
  rows.push(row)
  const { ours: a, other: b } = comparison
  const told = row.goals.map(({ wanted, got, met }) => `${met ? 'met' : 'MISSED'}: ${got} (${wanted})`).join('; ')
  console.log(
    `${set}: ${question} / ${other}: ${a.wallS.toFixed(3)} s, ${a.cpuS.toFixed(2)} CPU s, ${a.peakMiB.toFixed(0)} MiB; ` +
      `${b.wallS.toFixed(3)} s, ${b.cpuS.toFixed(2)} CPU s; ${comparison.wallRatio.toFixed(2)} × (CPU ${comparison.cpuRatio.toFixed(2)} ×) ${told}`,
  )
}

const regular = dataSet(cache, 'regular', entries)
const compact = dataSet(cache, 'compact', Math.round(entries * 1.6))

/** After every set: what was measured stands, whatever becomes of the rest. */
function tell(): void {
  const page = performancePage(rows, [regular, compact], {
    machine: `${cpus().length} CPUs, ${(totalmem() / 2 ** 30).toFixed(0)} GiB RAM`,
    node: process.version.slice(1),
    systemd: spawnSync('journalctl', ['--version'], { encoding: 'utf8' }).stdout.split(' (')[0] ?? 'systemd',
    checks,
  })
  if (quick) console.log(page)
  else writeFileSync(join(root, 'docs/performance.md'), page)
}

// Starts.
const bare = `${node} -e 0`
add('starts', '`whydown --version`', 'bare `node -e 0`', compare(quiet(`${quote(whydown)} --version`), bare, pairs * 3, cache), [
  overBareNode(0.06),
])
add('starts', '`whydown --help`', 'bare `node -e 0`', compare(quiet(`${quote(whydown)} --help`), bare, pairs * 3, cache), [
  overBareNode(0.06),
])

for (const set of [regular, compact]) {
  const all = `${patterns.length} patterns, everything`
  const { name } = set
  const grep = `${journalctl(set, '-o short')} | grep -cE ${expression}`
  add(name, all, '`cat FILES > /dev/null`', compare(ours('patterns', set), `cat ${quote(set.dir)}/* > /dev/null`, pairs * 3, cache), [
    bandwidthOf(0.55),
    underMiB(90),
  ])
  const analyze = quiet(`${quote(whydown)} analyze ${quote(set.dir)} --json`)
  const [scanned, analyzed] = compareBoth([ours('patterns', set), analyze], grep, pairs, cache)
  add(name, all, '`journalctl -o short \\| grep -cE`', scanned, [fasterBy(20)])
  add(name, '`whydown analyze DIR --json`', '`journalctl -o short \\| grep -cE`', analyzed, [fasterBy(12), underMiB(90)])
  if (set === regular)
    add(
      name,
      all,
      '`journalctl --grep`',
      compare(ours('patterns', set), quiet(journalctl(set, `-o short --grep ${expression} --case-sensitive=yes`)), 1, cache, {
        warmUp: false,
      }),
      [fasterBy(50)],
    )
  add(name, all, '`rg -a -c` on the raw files', compare(ours('patterns', set), `rg -a -c ${expression} ${quote(set.dir)}`, few, cache), [])
  add(
    name,
    '500 patterns, everything',
    'the same with 50',
    compare(ours('patterns', set, '--patterns 500'), ours('patterns', set, '--patterns 50'), pairs * 2, cache),
    [dearerByAtMost(0.15)],
  )

  const lastUs = Number(measure(ours('boots', set), cache).output.trimEnd().split(' ').at(-1))
  const since = (hours: number): number => lastUs - hours * 3_600_000_000
  for (const hours of [24, 2]) {
    const mine = ours('patterns', set, `--since ${since(hours)}`)
    const theirs = `${journalctl(set, `-o short --since @${Math.floor(since(hours) / 1e6)}`)} | grep -cE ${expression}`
    add(
      name,
      `${patterns.length} patterns, last ${hours} h`,
      '`journalctl --since … \\| grep -cE`',
      compare(mine, theirs, pairs, cache),
      [],
    )
    if (dropFromCache(set.dir))
      add(
        name,
        `cold: ${patterns.length} patterns, last ${hours} h`,
        '`journalctl --since … \\| grep -cE`',
        compare(mine, theirs, pairs, cache, { before: () => dropFromCache(set.dir) }),
        [fasterBy(2)],
      )
  }
  const boots = [ours('boots', set), quiet(journalctl(set, '--list-boots'))] as const
  add(name, 'boot list', '`journalctl --list-boots`', compare(...boots, pairs, cache), [withinSeconds(0.12)])
  if (dropFromCache(set.dir)) {
    add(name, 'cold: boot list', '`journalctl --list-boots`', compare(...boots, pairs, cache, { before: () => dropFromCache(set.dir) }), [
      fasterBy(2),
    ])
    add(
      name,
      `cold: ${all}`,
      '`cat FILES > /dev/null`',
      compare(ours('patterns', set), `cat ${quote(set.dir)}/* > /dev/null`, pairs, cache, { before: () => dropFromCache(set.dir) }),
      [bandwidthOf(0.9)],
    )
  }
  const two = `--since '${new Date(since(2) / 1000).toISOString().slice(0, 19).replace('T', ' ')}'`
  add(
    name,
    'kernel entries of 2 h, all fields: `whydown log -k --since … --json`',
    '`journalctl _TRANSPORT=kernel --since … -o json`',
    compare(quiet(log(set, `-k ${two} --json`)), quiet(journalctl(set, `_TRANSPORT=kernel ${two} -o json --all`)), pairs, cache),
    [withinSeconds(0.12)],
  )
  const early = `--until '2025-01-09 21:00:00'`
  if (set === regular)
    add(
      name,
      'all entries of the first four days, all fields: `whydown log --json`',
      '`journalctl -o json --all`',
      compare(quiet(log(set, `--json ${early}`)), quiet(journalctl(set, `-o json --all ${early}`)), 1, cache, { warmUp: false }),
      [fasterBy(3.5)],
    )
  tell()
}
// Equality on everything of the small sets; of the big ones: --verify.
for (const name of ['regular', 'regular-zstd', 'compact', 'compact-plain'] as const)
  checks.push(...(await verify(whydown, dataSet(cache, name, 20_000), alternation, true)))

const big = join(cache, `regular-${entries * 4}`)
if (existsSync(big)) {
  const set = dataSet(cache, 'regular', entries * 4)
  const floor = `cat ${quote(set.dir)}/* > /dev/null`
  add(
    'regular × 4',
    `${patterns.length} patterns, everything`,
    '`cat FILES > /dev/null`',
    compare(ours('patterns', set), floor, few, cache),
    [underMiB(90)],
  )
  add(
    'regular × 4',
    '`whydown analyze DIR --json`',
    '`cat FILES > /dev/null`',
    compare(quiet(`${quote(whydown)} analyze ${quote(set.dir)} --json`), floor, few, cache),
    [underMiB(90)],
  )
}

tell()
if (!quick) await import('./text-logs.ts')
