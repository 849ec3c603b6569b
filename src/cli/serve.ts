import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { type CapacityFile, parseNodeSize, parseSet, planCapacity } from '../capacity/index.ts'
import { type Config, loadConfig, readSecret, secretSource, sizeInBytes, storeFolder } from '../config/index.ts'
import { analyze } from '../diagnose/index.ts'
import { WhydownError } from '../model/index.ts'
import { type Access, createApp, type DoctorView, hashSecret, isHashed, listen } from '../server/index.ts'
import { fileIncident, verifyActions } from '../incidents/index.ts'
import { examineLive } from './doctor.ts'
import { liveFacts } from './live-facts.ts'
import { findBrowser, printPdf } from './pdf.ts'
import { readTexts } from './capacity.ts'
import { createDaemon } from './daemon.ts'
import { forgetEvidence, keepEvidence, openSqliteStore, type IncidentStore } from '../store/index.ts'
import { checkZone } from './times.ts'
import { version } from './version.ts'

export interface ServeFlags {
  node: string[]
  listen?: string
  hostName: string[]
  editor?: boolean
  proxied?: boolean
  store?: string
  config?: string
  hashPassword?: boolean
  tz?: string
  quiet?: boolean
}

const DEFAULT_LISTEN = '127.0.0.1:8420'
const serveSection = z.strictObject({
  listen: z.string().optional().describe('HOST:PORT'),
  hostNames: z.array(z.string().min(1)).default([]).describe('Names under which the page is reached'),
  proxied: z.boolean().default(false),
  password: z
    .strictObject({ viewer: secretSource.optional(), editor: secretSource.optional() })
    .default({})
    .describe('Passwords by role; also taken as bearer tokens'),
})

export async function runServe(flags: ServeFlags): Promise<number> {
  if (flags.hashPassword) {
    const [password = ''] = (await text(process.stdin)).split('\n', 1)
    if (password === '')
      throw new WhydownError('usage', 'No password came on standard input.', "printf '%s' 'the password' | whydown serve --hash-password")
    process.stdout.write(`${hashSecret(password)}\n`)
    return 0
  }
  const note = (line: string) => void (flags.quiet ? 0 : process.stderr.write(`${line}\n`))
  const { config, file } = await loadConfig({ ...(flags.config ? { told: flags.config } : {}), env: process.env, cwd: process.cwd() })
  const section = serveSection.safeParse(config.serve ?? {})
  if (!section.success)
    throw new WhydownError(
      'config',
      `${file}: serve.${section.error.issues[0]?.path.join('.')}: ${section.error.issues[0]?.message}.`,
      'See docs/guide/serve.md.',
    )
  const { host, port } = addressOf(flags.listen ?? section.data.listen ?? DEFAULT_LISTEN)
  const access = await accessOf(flags, section.data, host, note)
  const folder = flags.store ?? storeFolder(config.store, process.env, process.getuid?.() === 0)
  const store = openSqliteStore(folder)
  const zone = flags.tz ? checkZone(flags.tz) : Intl.DateTimeFormat().resolvedOptions().timeZone
  const abort = new AbortController()
  const daemon = config.hosts.length > 0 || config.api.length > 0 || flags.node.length > 0 ? await createDaemon(store, flags, note) : null
  const app = createApp({
    store,
    version,
    zone,
    access,
    assets: assetsFolder(),
    now: Date.now,
    state: () => daemon?.state() ?? null,
    watching: daemon !== null,
    analyze: (path, side, by) => diagnoseAndKeep(store, path, side, by),
    verify:
      daemon === null
        ? null
        : async (incident, by) => {
            const facts = await liveFacts(config, flags.node, true)
            const looks = await verifyActions(store, await store.actions(incident ? { incident } : {}), facts, { by, at: Date.now() })
            const count = (result: string) => looks.filter(({ check }) => check.result === result).length
            return {
              looked: looks.length,
              message: `${looks.length} looked at: ${count('done')} done, ${count('not-done')} not done, ${count('undone')} undone again, ${count('unseen')} not to be seen.`,
            }
          },
    pdf: findBrowser(process.env) === null ? null : pdfOf,
    doctor: daemon === null ? null : createDoctor(config, flags.node),
    capacity: (change) => planFor(change, config, store, daemon?.files() ?? []),
    metrics: daemon ? () => daemon.metrics() : null,
    // What the sender claims is not believed: it only makes us look now.
    webhook: daemon ? async () => daemon.nudge() : null,
  })
  const listening = await listen(app, host, port)
  note(`whydown is at ${listening.url} (store ${folder}). Ctrl-C ends it.`)
  const watching = daemon?.run(abort.signal)
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  abort.abort()
  await listening.close()
  await watching
  await store.close()
  return signal === 'SIGINT' ? 130 : 0
}

function addressOf(told: string): { host: string; port: number } {
  const found = /^(?:(\[[0-9a-f:]+\]|[^:\s]+):)?(\d{1,5})$/i.exec(told)
  const port = Number(found?.[2])
  if (!found || port > 65_535)
    throw new WhydownError('usage', `"${told}" is no address to listen on.`, `Write HOST:PORT, for example ${DEFAULT_LISTEN}.`)
  return { host: (found[1] ?? '127.0.0.1').replace(/^\[|\]$/g, ''), port }
}

const isLoopback = (host: string) => /^(?:127\.|::1$|localhost$)/.test(host)

/** Beyond this machine a password is needed: the page shows logs. */
async function accessOf(
  flags: ServeFlags,
  section: z.infer<typeof serveSection>,
  host: string,
  note: (line: string) => void,
): Promise<Access> {
  const secrets: Access['secrets'][number][] = []
  for (const role of ['editor', 'viewer'] as const) {
    const source = section.password[role]
    if (!source) continue
    const secret = await readSecret(source, process.env, note)
    secrets.push({ role, hashed: isHashed(secret) ? secret : hashSecret(secret) })
  }
  if (secrets.length === 0 && !isLoopback(host))
    throw new WhydownError(
      'config',
      `Answering on ${host} needs a password: everybody who reaches it could read your logs.`,
      'Put serve.password.editor into the configuration (file, env or command), or listen on 127.0.0.1 behind a proxy that asks.',
    )
  return {
    open: secrets.length > 0 ? null : flags.editor ? 'editor' : 'viewer',
    secrets,
    hosts: ['localhost', '127.0.0.1', '[::1]', host, ...section.hostNames, ...flags.hostName].map((name) => name.toLowerCase()),
    proxied: flags.proxied === true || section.proxied,
  }
}

/** Beside the built program; from the sources, in dist/. */
function assetsFolder(): string {
  const here = import.meta.dirname
  const found = [join(here, 'web'), join(here, '../../dist/web')].find((folder) => existsSync(join(folder, 'index.html')))
  if (!found) throw new WhydownError('config', 'The page is not built.', 'Run npm ci.')
  return found
}

/** The last examination, kept while the server lives; a new one when somebody asks. */
function createDoctor(config: Config, nodes: readonly string[]) {
  let view: DoctorView = { at: null, running: false, hosts: [] }
  return {
    read: () => view,
    run: async () => {
      if (view.running) return
      view = { ...view, running: true }
      try {
        const examined = await examineLive(config, nodes, true)
        view = {
          at: new Date().toISOString(),
          running: false,
          hosts: examined.map(({ name, checks }) => ({
            name,
            checks: checks.map(({ fix, command, ...check }) => ({ ...check, fix: fix ?? null, command: command ?? null })),
          })),
        }
      } finally {
        view = { ...view, running: false }
      }
    },
  }
}

async function pdfOf(html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'whydown-report-'))
  try {
    await printPdf(html, join(folder, 'report.pdf'))
    return await readFile(join(folder, 'report.pdf'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const whatIf = z.object({
  set: z.array(z.string().max(100)).max(100).default([]),
  ram: z.array(z.string().max(100)).max(100).default([]),
  arc: z.array(z.string().max(100)).max(100).default([]),
  lose: z.array(z.string().max(100)).max(20).default([]),
})

/** Of what the hosts told last; without hosts, of the newest incident whose evidence tells how much memory there was. */
async function planFor(change: unknown, config: Config, store: IncidentStore, live: readonly CapacityFile[]) {
  const asked = whatIf.safeParse(change)
  if (!asked.success)
    throw new WhydownError('usage', 'This what-if is not understood.', 'Send {"set": ["102.memory=6G"], "ram": [], "arc": [], "lose": []}.')
  const { set, ram, arc, lose } = asked.data
  const question = {
    version,
    wantedFraction: config.capacity.headroomPercent / 100,
    ...(config.capacity.hostReserve === undefined ? {} : { hostReserveKiB: Math.round(config.capacity.hostReserve / 1024) }),
    changes: [
      ...ram.map((text) => parseNodeSize('ram', text, sizeInBytes)),
      ...arc.map((text) => parseNodeSize('arc', text, sizeInBytes)),
      ...set.map((text) => parseSet(text, sizeInBytes)),
    ],
    lose,
    belowTouched: false,
  }
  if (live.length > 0) return planCapacity(live, question)
  for (const { id } of (await store.list({ limit: 20 })).incidents) {
    const { recipe } = await store.get(id)
    if (!recipe) continue
    const files = await readTexts(recipe.inputs.map(({ path }) => join(store.folder, path)))
    if (!tellsOfGuests(files, question)) continue
    const plan = planCapacity(files, question)
    return { ...plan, notes: [`Read from the evidence of ${id}: no host is configured.`, ...plan.notes] }
  }
  throw new WhydownError(
    'evidence',
    'No node is known yet.',
    'Configure hosts with whydown init, or drop a bundle that has meminfo and qm list.',
  )
}

function tellsOfGuests(files: readonly CapacityFile[], question: Parameters<typeof planCapacity>[1]): boolean {
  try {
    return planCapacity(files, { ...question, changes: [], lose: [] }).nodes.some(({ before }) => before.terms.length > 0)
  } catch (error) {
    if (error instanceof WhydownError && error.code === 'evidence') return false
    throw error
  }
}

/** A file that somebody dropped: diagnosed like `whydown analyze`, kept with its evidence. */
async function diagnoseAndKeep(store: IncidentStore, path: string, side: 'host' | 'guest' | undefined, by: string): Promise<string> {
  const inputs = [{ path, ...(side ? { side } : {}) }]
  const document = await analyze(inputs, { version })
  if (document.diagnoses.length === 0)
    throw new WhydownError('evidence', 'No outage was found in this file.', 'Say whose log it is, or add more of it.')
  const kept = await keepEvidence(store.folder, inputs, { zone: document.zone.name })
  const { id, outcome } = await fileIncident(store, document, {
    stamp: { by, at: Date.now() },
    author: by,
    ...('recipe' in kept ? { evidence: kept } : {}),
  })
  if (outcome === 'same' && 'recipe' in kept) await forgetEvidence(kept)
  return id
}
