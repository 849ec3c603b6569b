import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documentLike, maasDocument } from '../store/documents.fixture.ts'
import { openSqliteStore } from '../store/index.ts'
import { fileIncident } from './file-incident.ts'
import { incidentFile } from './incident-file.ts'

test('history and the past come with the incident', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-incident-file-test-'))
  const store = openSqliteStore(folder)
  const stamp = { by: 'whydown', at: Date.parse('2025-07-30T08:00:00.000Z') }
  await fileIncident(store, await documentLike({ from: '2025-05-03T09:00:00.000Z', to: null }), { stamp })
  const { id } = await fileIncident(store, await maasDocument(), { stamp })
  const file = await incidentFile(store, id)
  expect(file.history.map(({ kind }) => kind)).toEqual(['added'])
  expect(file.recurrence).toMatchObject({ again: { nth: 2, since: '2025-05-03' }, similar: [{ id: 'MAAS-2025-05-03-001' }] })
  await store.close()
  rmSync(folder, { recursive: true })
})
