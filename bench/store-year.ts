/** A year of 10 000 incidents in the store: how long lists and searches take, and how large it is. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analyze } from '../src/diagnose/index.ts'
import { fileIncident } from '../src/incidents/index.ts'
import type { DiagnosisDocument } from '../src/model/index.ts'
import { type IncidentQuery, type IncidentStore, openSqliteStore } from '../src/store/index.ts'
import { createRandom } from './random.ts'

const root = join(import.meta.dirname, '..')
const count = Number(process.env['BENCH_INCIDENTS'] ?? 10_000)
const chance = createRandom(6)
const folder = mkdtempSync(join(tmpdir(), 'whydown-bench-store-'))
const NAMES = [
  'maas',
  'opnsense',
  'k3s',
  'dns',
  'mail',
  'git',
  'web',
  'db',
  'backup',
  'monitoring',
  'files',
  'home',
  'ci',
  'proxy',
  'ldap',
  'cache',
]
const YEAR_MS = 365 * 86_400_000
const START = Date.parse('2025-01-01T00:00:00.000Z')

/** Real answers from real evidence, about other machines and times. */
const incidents = join(root, 'fixtures/incidents')
const templates: DiagnosisDocument[] = []
for (const name of readdirSync(incidents)) {
  const path = join(incidents, name)
  if (!statSync(path).isDirectory()) continue
  const document = await analyze([{ path }], { version: '0.0.0' })
  if (document.diagnoses.length > 0) templates.push({ ...document, diagnoses: [document.diagnoses[0]!] })
}

function another(n: number): DiagnosisDocument {
  const document = structuredClone(chance.pick(templates))
  const diagnosis = document.diagnoses[0]!
  const machine = chance.int(0, NAMES.length * 20 - 1)
  const name = `${NAMES[machine % NAMES.length]}${Math.floor(machine / NAMES.length)}`
  const from = START + Math.floor((n / count) * YEAR_MS)
  const seconds = chance.int(30, 7200)
  diagnosis.subject = { kind: 'vm', id: String(100 + machine), name, node: `pve${machine % 12}` }
  diagnosis.outage = {
    ...diagnosis.outage,
    state: 'killed',
    from: new Date(from).toISOString(),
    to: new Date(from + seconds * 1000).toISOString(),
    seconds,
  }
  diagnosis.headline = diagnosis.headline.replace(/^\S+( \(\S+\))?/, `${100 + machine} (${name})`)
  // Log lines are never the same twice: what makes an index large.
  for (const item of document.evidence) item.text = `${item.text} #${chance.hex(8)}`
  return document
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}
const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MiB`

const store: IncidentStore = openSqliteStore(folder)
const writing = await timed(async () => {
  for (let n = 0; n < count; n++) await fileIncident(store, another(n), { stamp: { by: 'bench', at: START + n } })
})
console.log(`${count} incidents from ${templates.length} real answers: ${(writing / count).toFixed(1)} ms each to keep`)

const QUERIES: Record<string, IncidentQuery> = {
  'list, newest 20': { limit: 20 },
  'list, page 400': { limit: 20, offset: 7980 },
  'list, one guest': { guest: 'maas3', limit: 20 },
  'list, one node': { node: 'pve7', limit: 20 },
  'list, a cause area': { cause: 'memory', limit: 20 },
  'list, open of a month': {
    status: ['draft', 'reviewed'],
    since: START + YEAR_MS / 2,
    until: START + YEAR_MS / 2 + 30 * 86_400_000,
    limit: 20,
  },
  'list, reviews due': { reviewBy: '2025-06-30', limit: 20 },
  'search, a word of all': { text: 'killed', limit: 20 },
  'search, a word of few': { text: 'oom-killer', limit: 20 },
  'search, two words': { text: 'maas memory', limit: 20 },
  'search, a beginning of many': { text: 'k', limit: 20 },
  'search, one line of one incident': { text: '#0', limit: 20 },
}
let slowest = 0
for (const [name, query] of Object.entries(QUERIES)) {
  const times: number[] = []
  let total = 0
  const before = process.cpuUsage()
  for (let n = 0; n < 5; n++) times.push(await timed(async () => (total = (await store.list(query)).total)))
  const { user, system } = process.cpuUsage(before)
  times.sort((a, b) => a - b)
  slowest = Math.max(slowest, times[2]!)
  console.log(
    `${name.padEnd(34)} ${String(total).padStart(6)} found  ${times[2]!.toFixed(1).padStart(6)} ms (median of 5; ${((user + system) / 5000).toFixed(1)} ms of CPU)`,
  )
}
const [one] = (await store.list({ limit: 1 })).incidents
console.log(
  `show one: ${(await timed(() => store.get(one!.id))).toFixed(1)} ms; open actions of all: ${(await timed(() => store.actions({ status: ['open'] }))).toFixed(1)} ms`,
)
await store.close()
console.log(`open again: ${(await timed(async () => openSqliteStore(folder).close())).toFixed(1)} ms`)
console.log(
  `database ${megabytes(statSync(join(folder, 'whydown.db')).size)}, its daily copy ${megabytes(statSync(join(folder, 'copies/whydown-kept.db'), { throwIfNoEntry: false })?.size ?? 0)}`,
)
console.log(slowest < 100 ? 'every list and search under 100 ms' : `NOT under 100 ms: ${slowest.toFixed(0)} ms`)
rmSync(folder, { recursive: true })
