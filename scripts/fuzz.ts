// `npm run fuzz -- [--files 1000000] [--from 0] [--seconds 3600]`: damaged journal files against the reader. Stops at the first file that
// makes it throw, take longer than two seconds or hold memory; the seed it prints belongs into src/journal/fuzz.test.ts.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { askEverything, chanceOf, damage, seedFiles } from '../src/journal/fuzz.fixture.ts'

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '1000000' },
    from: { type: 'string', default: '0' },
    seconds: { type: 'string', default: '3600' },
  },
})
// What is held after collecting counts, not what the collector left lying because there was room.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const LONGEST_MS = 2000
const MOST_RSS_MIB = 400
const files = seedFiles()
const folder = mkdtempSync(join(tmpdir(), 'whydown-fuzz-'))
const path = join(folder, 'system.journal')
const first = Number(values.from)
const end = first + Number(values.files)
const started = performance.now()
let done = 0
let entries = 0
let readable = 0
let slowestMs = 0
let failed = false
try {
  for (let seed = first; seed < end && performance.now() - started < Number(values.seconds) * 1000; seed++) {
    const chance = chanceOf(seed)
    const bytes = damage(files[chance(files.length)]!, chance)
    const before = process.cpuUsage()
    try {
      const found = askEverything(path, bytes)
      entries += found
      if (found > 0) readable++
    } catch (error) {
      console.error(`seed ${seed}: ${(error as Error).stack}`)
      failed = true
      break
    }
    // CPU time: a busy machine is no hang. An endless loop is ended by hand, and the progress line tells where.
    const spent = process.cpuUsage(before)
    const ms = (spent.user + spent.system) / 1000
    slowestMs = Math.max(slowestMs, ms)
    if (ms > LONGEST_MS) {
      console.error(`seed ${seed}: ${Math.round(ms)} ms`)
      failed = true
      break
    }
    done++
    // What Node keeps of a damaged frame goes when its event loop turns.
    if (done % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
    if (done % 10_000 === 0) {
      collect()
      const rss = process.memoryUsage().rss / 2 ** 20
      console.log(`${done} files, next seed ${seed + 1}, slowest ${slowestMs.toFixed(0)} ms, ${rss.toFixed(0)} MiB`)
      if (rss > MOST_RSS_MIB) {
        console.error(`before seed ${seed}: ${rss.toFixed(0)} MiB are held`)
        failed = true
        break
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(
  `${done} damaged files, ${readable} of them with entries (${entries} in all), slowest ${slowestMs.toFixed(0)} ms, ` +
    `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB at most: ${failed ? 'FAILED' : 'no throw, no hang'}.`,
)
if (failed) process.exitCode = 1
