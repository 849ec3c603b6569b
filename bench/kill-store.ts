/**
 * Kills writers of the store in the middle of their work, two at a time, and then looks whether anything that was acknowledged
 * is lost or half.
 *
 *   node bench/kill-store.ts           1000 kills, about 5 minutes
 *   node bench/kill-store.ts 50        fewer
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { maasDocument } from '../src/store/documents.fixture.ts'
import { inspect, killWriter, nothingYet } from '../src/store/sqlite/killed-writers.fixture.ts'
import { createRandom } from './random.ts'

const kills = Number(process.argv[2] ?? 1000)
const folder = mkdtempSync(join(tmpdir(), 'whydown-kill-'))
const store = join(folder, 'store')
const program = join(folder, 'writer.mjs')
await build({
  entryPoints: [join(import.meta.dirname, '../src/store/sqlite/writer.fixture.ts')],
  outfile: program,
  bundle: true,
  platform: 'node',
  format: 'esm',
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  logLevel: 'error',
})
writeFileSync(join(folder, 'document.json'), JSON.stringify(await maasDocument()))
writeFileSync(join(folder, 'evidence.log'), 'Jul 29 16:19:25 pve kernel: kvm invoked oom-killer\n')
const chance = createRandom(1).fraction
const promised = nothingYet()
const writer = (name: number) => [program, store, `w${name}`, join(folder, 'document.json'), join(folder, 'evidence.log')]
const started = performance.now()
for (let done = 0; done < kills; done += 2) {
  await Promise.all([killWriter(writer(done), chance() * 120, promised), killWriter(writer(done + 1), chance() * 120, promised)])
  if (done % 100 === 98)
    console.log(
      `${done + 2} kills, ${promised.incidents.size} incidents acknowledged, ${Math.round((performance.now() - started) / 1000)} s`,
    )
}
const wrong = await inspect(store, promised)
console.log(
  `${kills} kills: ${promised.incidents.size} incidents, ${promised.notes.size} notes and ${promised.done.size} actions were acknowledged; ${wrong.length} wrong; database ${(statSync(join(store, 'whydown.db')).size / 1024 ** 2).toFixed(1)} MiB.`,
)
for (const line of wrong.slice(0, 20)) console.log(line)
if (wrong.length === 0) rmSync(folder, { recursive: true })
else console.log(`kept for looking: ${folder}`)
process.exitCode = wrong.length === 0 ? 0 : 1
