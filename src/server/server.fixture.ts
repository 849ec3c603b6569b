import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analyze } from '../diagnose/index.ts'
import { keepEvidence, openSqliteStore } from '../store/index.ts'
import { createApp, type ServerParts } from './app.ts'

const ROOT = join(import.meta.dirname, '../..')
export const INCIDENT = join(ROOT, 'fixtures/incidents/maas-2025-07-29')
const NOON = Date.parse('2025-07-30T12:00:00Z')

/** A server over a real store with the included incident in it. */
export async function serverWithIncident(changes: Partial<ServerParts> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-server-'))
  // Evidence is cited by the path as given: a copy below the temporary folder keeps the test free of the checkout's place.
  const evidence = join(folder, 'evidence')
  cpSync(INCIDENT, evidence, { recursive: true })
  const assets = join(folder, 'web')
  mkdirSync(assets)
  writeFileSync(join(assets, 'index.html'), '<!doctype html><title>whydown</title>')
  writeFileSync(join(assets, 'app.js'), 'export {}')
  const store = openSqliteStore(join(folder, 'store'))
  const inputs = [{ path: evidence }]
  const document = await analyze(inputs, { version: 'test' })
  const kept = await keepEvidence(join(folder, 'store'), inputs, { zone: document.zone.name })
  const { id } = await store.add(
    {
      document: { ...document, diagnoses: [document.diagnoses[0]!] },
      actions: document.diagnoses[0]!.actions.map((action) => ({ ...action, origin: 'diagnosis' as const })),
      ...('recipe' in kept ? { evidence: kept } : {}),
    },
    { by: 'whydown', at: NOON },
  )
  const app = createApp({
    store,
    version: 'test',
    zone: 'UTC',
    access: { open: 'editor', secrets: [], hosts: ['localhost'], proxied: false },
    assets,
    now: () => NOON,
    state: () => null,
    watching: false,
    analyze: async () => id,
    verify: null,
    pdf: null,
    doctor: null,
    capacity: null,
    metrics: null,
    webhook: null,
    ...changes,
  })
  const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    app.request(path, { ...init, headers: { host: 'localhost', ...init.headers } })
  const json = async <T>(path: string): Promise<T> => (await (await ask(path)).json()) as T
  return { app, ask, json, store, id, folder, document }
}
