import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MAAS, maasDocument } from '../store/documents.fixture.ts'
import { type IncidentStore, keepEvidence, openSqliteStore } from '../store/index.ts'
import { compareDiagnoses } from './compare-diagnoses.ts'
import { fileIncident } from './file-incident.ts'
import { rediagnose } from './rediagnose.ts'

const stamp = { by: 'gshiva', at: Date.parse('2025-08-05T08:00:00.000Z') }
let folder: string
let store: IncidentStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-rediagnose-test-'))
  store = openSqliteStore(folder)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the kept evidence gives the same answer again', async () => {
  const evidence = await keepEvidence(folder, [{ path: MAAS }], {})
  if (!('recipe' in evidence)) throw new Error(evidence.notKept)
  const { id } = await fileIncident(store, await maasDocument(), { stamp, evidence })
  const again = await rediagnose(await store.get(id), folder, { version: '9.9.9' })
  expect(compareDiagnoses(await maasDocument(), again)).toEqual([])
})

test('without kept evidence it says how to give it; given, it answers', async () => {
  const { id } = await fileIncident(store, await maasDocument(), { stamp })
  const incident = await store.get(id)
  await expect(rediagnose(incident, folder, { version: '9' })).rejects.toMatchObject({ hint: expect.stringContaining('--from') })
  expect((await rediagnose(incident, folder, { version: '9', inputs: [{ path: MAAS }] })).diagnoses[0]!.cause!.id).toBe('memory.host-oom')
})
