import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { maasDocument } from '../store/documents.fixture.ts'
import { type IncidentStore, openSqliteStore } from '../store/index.ts'
import { fileIncident } from './file-incident.ts'
import { factsOf } from './verifiers/verify.ts'
import { verifyActions } from './verify-actions.ts'

const stamp = { by: 'whydown', at: Date.parse('2025-08-05T08:00:00.000Z') }
const SWAP = factsOf({ 'cat /proc/meminfo': 'MemTotal:       16302456 kB\nSwapTotal:       8388604 kB' })
const NO_SWAP = factsOf({ 'cat /proc/meminfo': 'MemTotal:       16302456 kB\nSwapTotal:             0 kB' })
let folder: string
let store: IncidentStore
let id: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-verify-test-'))
  store = openSqliteStore(folder)
  id = (await fileIncident(store, await maasDocument(), { stamp })).id
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})
const look = async (facts: typeof SWAP) => {
  const looks = await verifyActions(store, await store.actions({ incident: id }), facts, stamp)
  return looks.find(({ action }) => action.verifier?.id === 'swap-present')!.check
}

test('not done, done, undone again, done: each with its line', async () => {
  expect(await look(NO_SWAP)).toMatchObject({ result: 'not-done', evidence: [{ line: 2, text: 'SwapTotal:             0 kB' }] })
  expect((await look(SWAP)).result).toBe('done')
  expect((await look(NO_SWAP)).result).toBe('undone')
  expect((await look(NO_SWAP)).result, 'it stays undone').toBe('undone')
  expect((await look(SWAP)).result).toBe('done')
})

test('seeing nothing does not wipe out what was seen', async () => {
  await look(SWAP)
  expect((await look([])).result).toBe('unseen')
  const action = (await store.actions({ incident: id })).find(({ verifier }) => verifier?.id === 'swap-present')!
  expect(action.check!.result).toBe('done')
  expect((await look(NO_SWAP)).result, 'and undone is still noticed').toBe('undone')
})

test('what a person decided is not changed, and what was dropped is not looked at', async () => {
  const action = (await store.actions({ incident: id })).find(({ verifier }) => verifier?.id === 'swap-present')!
  await store.changeAction(action.id, { status: 'done' }, stamp)
  await look(NO_SWAP)
  expect((await store.actions({ incident: id })).find((one) => one.id === action.id)).toMatchObject({
    status: 'done',
    check: { result: 'not-done' },
  })
  await store.changeAction(action.id, { status: 'dropped' }, stamp)
  const looks = await verifyActions(store, await store.actions({ incident: id }), SWAP, stamp)
  expect(looks.some((one) => one.action.id === action.id)).toBe(false)
})
