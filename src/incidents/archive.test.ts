import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MAAS, maasDocument } from '../store/documents.fixture.ts'
import { type IncidentStore, keepEvidence, openSqliteStore } from '../store/index.ts'
import { exportIncidents, importIncidents } from './archive.ts'
import { compareDiagnoses } from './compare-diagnoses.ts'
import { fileIncident } from './file-incident.ts'
import { rediagnose } from './rediagnose.ts'

const stamp = { by: 'gshiva', at: Date.parse('2025-08-05T08:00:00.000Z') }
let folder: string
let here: IncidentStore
let there: IncidentStore
let file: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-archive-test-'))
  here = openSqliteStore(join(folder, 'here'))
  there = openSqliteStore(join(folder, 'there'))
  file = join(folder, 'incidents.tar.zst')
})
afterEach(async () => {
  await Promise.all([here.close(), there.close()])
  rmSync(folder, { recursive: true, force: true })
})
const keep = async () => {
  const evidence = await keepEvidence(here.folder, [{ path: MAAS }], {})
  if (!('recipe' in evidence)) throw new Error(evidence.notKept)
  return (await fileIncident(here, await maasDocument(), { stamp, evidence })).id
}

test('a team moves: id, words, and evidence that can be read again, over two moves', async () => {
  const id = await keep()
  await here.change(id, { kind: 'annotate', text: 'x' }, stamp)
  expect((await exportIncidents(here, [id], file, true)).missing).toEqual([])
  expect(await importIncidents(there, file, stamp, false)).toEqual([{ from: id, id, status: 'added' }])
  expect(await importIncidents(there, file, stamp, false)).toEqual([{ from: id, id, status: 'same' }])
  await exportIncidents(there, [id], file, true)
  const third = openSqliteStore(join(folder, 'third'))
  await importIncidents(third, file, stamp, false)
  const moved = await third.get(id)
  expect(moved.annotations.map(({ text }) => text)).toEqual(['x'])
  expect(compareDiagnoses(await maasDocument(), await rediagnose(moved, third.folder, { version: '9' }))).toEqual([])
  await third.close()
  expect(readdirSync(join(there.folder, 'bundles')), 'nothing is left lying about').toEqual([id])
})

test('without evidence the incident says so', async () => {
  const id = await keep()
  await exportIncidents(here, [id], file, false)
  await importIncidents(there, file, stamp, false)
  expect((await there.get(id)).recipe).toBe(null)
})

test('evidence that is gone is said', async () => {
  const id = await keep()
  rmSync(join(here.folder, 'bundles', id), { recursive: true })
  expect((await exportIncidents(here, [id], file, true)).missing).toEqual([`bundles/${id}/1-maas-2025-07-29.tar.zst`])
})

const archive = async (entries: Record<string, string>) => {
  const tar = pack()
  for (const [name, text] of Object.entries(entries)) tar.entry({ name }, text)
  tar.finalize()
  const parts: Uint8Array[] = []
  for await (const part of tar) parts.push(part as Uint8Array)
  writeFileSync(file, zstdCompressSync(Buffer.concat(parts)))
}
const ID = 'MAAS-2025-07-29-001'

test.each([
  ['a path that leads out', { [`${ID}/../../../evil`]: 'x' }],
  ['a name that is no id', { 'etc/passwd': 'x' }],
  ['an incident of another form', { [`${ID}/incident.json`]: '{"schema":"whydown.incidents/v9"}' }],
  ['something that is not JSON', { [`${ID}/incident.json`]: 'x' }],
  ['evidence without its incident', { [`${ID}/bundles/x/y`]: 'x' }],
])('refused, and nothing is changed: %s', async (_, entries) => {
  await archive(entries)
  await expect(importIncidents(there, file, stamp, false)).rejects.toMatchObject({ message: expect.stringContaining('cannot be imported') })
  expect([await there.revision(), readdirSync(join(there.folder, 'bundles')), readdirSync(folder).toSorted()]).toEqual([
    0,
    [],
    ['here', 'incidents.tar.zst', 'there'],
  ])
})

test('a file that was cut is refused', async () => {
  await exportIncidents(here, [await keep()], file, true)
  writeFileSync(file, readFileSync(file).subarray(0, 2000))
  await expect(importIncidents(there, file, stamp, false)).rejects.toMatchObject({ code: 'evidence' })
  expect(await there.revision()).toBe(0)
})

test('an empty file holds no incident', async () => {
  await archive({})
  await expect(importIncidents(there, file, stamp, false)).rejects.toMatchObject({ message: expect.stringContaining('no incident') })
})
