import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documentLike, maasDocument } from '../store/documents.fixture.ts'
import { type IncidentStore, openSqliteStore } from '../store/index.ts'
import { fileIncident } from './file-incident.ts'

const stamp = { by: 'whydown', at: Date.parse('2025-07-30T08:00:00.000Z') }
const person = { by: 'gshiva', at: Date.parse('2025-07-30T09:00:00.000Z') }
let folder: string
let store: IncidentStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-file-test-'))
  store = openSqliteStore(folder)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('an outage becomes a draft with its measures and a review in 30 days', async () => {
  const { id, outcome } = await fileIncident(store, await maasDocument(), { stamp })
  const kept = await store.get(id)
  expect([outcome, kept.status, kept.nextReview]).toEqual(['added', 'draft', '2025-08-29'])
  expect(kept.actionItems.map(({ verifier }) => verifier?.id)).toContain('swap-present')
})

test('asking again about the same outage changes nothing', async () => {
  const { id } = await fileIncident(store, await maasDocument(), { stamp })
  const before = await store.revision()
  expect(await fileIncident(store, await maasDocument(), { stamp })).toEqual({ id, outcome: 'same', changes: [] })
  expect(await store.revision()).toBe(before)
})

test('a draft that nobody touched takes the new answer', async () => {
  const { id } = await fileIncident(store, await documentLike({ to: null }), { stamp })
  const filed = await fileIncident(store, await maasDocument(), { stamp })
  expect([filed.id, filed.outcome]).toEqual([id, 'updated'])
  expect(filed.changes.map(({ what }) => what)).toContain('Until')
  expect((await store.get(id)).outage.to).toBe('2025-07-30T00:00:17.000Z')
})

test('what a person has worked on is never changed without asking', async () => {
  const { id } = await fileIncident(store, await documentLike({ to: null }), { stamp })
  await store.change(id, { kind: 'annotate', text: 'I saw it' }, person)
  expect((await fileIncident(store, await maasDocument(), { stamp })).outcome).toBe('proposed')
  const kept = await store.get(id)
  expect([kept.outage.to, kept.proposal?.document.diagnoses[0]!.outage.to]).toEqual([null, '2025-07-30T00:00:17.000Z'])
  expect((await fileIncident(store, await maasDocument(), { stamp })).outcome, 'proposed once, not each time').toBe('same')
})
