import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { analyze } from '../diagnose/index.ts'
import { configuredChannels } from '../notify/index.ts'
import { type IncidentStore, openSqliteStore } from '../store/index.ts'
import { createWatch, type WatchParts } from './daemon.ts'
import { watchSettings } from './settings.ts'
import type { Sighting } from './sighting.ts'
import { guest, node, sighting } from './sighting.fixture.ts'

const ROOT = join(import.meta.dirname, '../..')
const MAAS = join(ROOT, 'fixtures/incidents/maas-2025-07-29')
let folder: string
let store: IncidentStore
let server: Server
let told: { kind: string; title: string; labels: Record<string, string> }[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-watch-'))
  store = openSqliteStore(folder)
  told = []
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      told.push(JSON.parse(body))
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const document = async (planned = false) => {
  const found = await analyze([{ path: MAAS }], { version: 'test', subject: { kind: 'vm', id: '102' } })
  return planned ? { ...found, diagnoses: found.diagnoses.map((d) => ({ ...d, outage: { ...d.outage, planned: true } })) } : found
}
let clock = 0
const daemon = async (looks: Sighting[], changes: Partial<WatchParts> = {}) => {
  const watch = await createWatch({
    store,
    settings: watchSettings({ settle: '0s' }),
    channels: configuredChannels([{ channel: 'webhook', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }]),
    env: {},
    now: () => clock,
    wait: async () => {},
    look: async () => {
      const look = looks.shift()
      if (!look) throw new Error('no answer')
      clock = look.at
      return look
    },
    explain: async () => ({ document: await document(), evidence: [{ path: MAAS }], done: async () => {} }),
    say: () => {},
    ...changes,
  })
  return watch
}
const up = guest('102', { name: 'maas' })
const down = guest('102', { name: 'maas', running: false, pid: null })

test('a kill is explained, kept with its evidence, and told once', async () => {
  const watch = await daemon([
    sighting(0, [up]),
    sighting(10, [down]),
    sighting(20, [down]),
    sighting(2500, [guest('102', { name: 'maas', pid: 7, uptime: 5 })]),
  ])
  for (let n = 0; n < 4; n++) {
    await watch.step()
    await watch.settled()
  }
  // The included incident tells its own return, so the outage is told and closed in one explanation.
  expect(told.map(({ kind }) => kind)).toEqual(['outage'])
  expect(told[0]!.title).toContain('102 (maas) was killed')
  expect(told[0]!.labels).toMatchObject({ cause: 'memory.host-oom', guest: '102' })
  const { incidents } = await store.list({})
  expect(incidents).toHaveLength(1)
  expect((await store.get(incidents[0]!.id)).recipe).not.toBeNull()
})

test('a planned stop is a quiet entry', async () => {
  const watch = await daemon([sighting(0, [up]), sighting(10, [down])], {
    explain: async () => ({ document: await document(true), evidence: [], done: async () => {} }),
  })
  await watch.step()
  await watch.step()
  await watch.settled()
  expect(told).toEqual([])
  expect((await store.list({})).incidents[0]?.outage.planned).toBe(true)
})

test('killed between seeing and explaining: the next daemon explains and tells', async () => {
  const dying = await daemon([sighting(0, [up]), sighting(10, [down])], { explain: () => new Promise(() => {}) })
  await dying.step()
  await dying.step()
  expect(told).toEqual([])
  const next = await daemon([sighting(60, [down])])
  await next.step()
  await next.settled()
  expect(told.map(({ kind }) => kind)).toEqual(['outage'])
})

test('it went down while nobody watched', async () => {
  const before = await daemon([sighting(0, [up])])
  await before.step()
  const after = await daemon([sighting(7200, [down])])
  await after.step()
  await after.settled()
  expect(told).toHaveLength(1)
})

test('what cannot be explained is kept and told as unknown', async () => {
  const lost = (s: number) =>
    sighting(s, [], [node('pve', { online: false, memory: null })], { missing: [{ node: 'pve', because: 'no answer' }] })
  const watch = await daemon([sighting(0, [up]), lost(10), lost(20)], {
    explain: async () => {
      throw new Error('pve does not answer')
    },
  })
  for (let n = 0; n < 3; n++) await watch.step()
  await watch.settled()
  expect(told).toHaveLength(1)
  expect(told[0]!.title).toContain('why is not known yet')
  expect((await store.list({})).incidents[0]).toMatchObject({ conclusion: 'inconclusive', subject: { kind: 'node' } })
})

test('a silence keeps it quiet and still explains it', async () => {
  await store.marks.set('silences', JSON.stringify([{ about: '102', until: 9e15, because: 'I am working on it', by: 'ann' }]))
  const watch = await daemon([sighting(0, [up]), sighting(10, [down])])
  await watch.step()
  await watch.step()
  await watch.settled()
  expect(told).toEqual([])
  expect((await store.list({})).total).toBe(1)
})

test('a look that fails waits longer, and a figure says so', async () => {
  const watch = await daemon([sighting(0, [up])])
  await watch.step()
  const calm = watch.pause()
  await watch.step()
  await watch.step()
  expect(watch.pause()).toBeGreaterThan(calm)
  expect(await watch.metrics()).toContain('whydown_looks_total{result="failed"} 2')
})
