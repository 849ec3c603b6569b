import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { analyze } from '../diagnose/index.ts'
import { MAAS, maasDocument } from './documents.fixture.ts'
import { keepEvidence } from './keep-evidence.ts'

const folder = mkdtempSync(join(tmpdir(), 'whydown-keep-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what is kept gives the same answer when it is read again', async () => {
  const kept = await keepEvidence(folder, [{ path: MAAS }], {})
  if (!('recipe' in kept)) throw new Error(kept.notKept)
  const again = await analyze(
    kept.recipe.inputs.map((input) => ({ ...input, path: join(kept.folder, input.path) })),
    { version: '0.0.0' },
  )
  const comparable = (document: Awaited<ReturnType<typeof analyze>>) => ({
    diagnoses: document.diagnoses,
    evidence: document.evidence.map((item) => ({ ...item, file: '' })),
  })
  const first = comparable(await maasDocument())
  expect(comparable(again).diagnoses[0]!.cause).toEqual(first.diagnoses[0]!.cause)
  expect(comparable(again).evidence).toEqual(first.evidence)
})

test('the side a file was told to be of is kept, and files are told apart that have the same name', async () => {
  const file = join(folder, 'syslog')
  writeFileSync(file, 'x\n')
  const kept = await keepEvidence(
    folder,
    [
      { path: file, side: 'host' },
      { path: file, side: 'guest' },
    ],
    { zone: 'Europe/Berlin' },
  )
  expect(kept).toMatchObject({
    recipe: {
      zone: 'Europe/Berlin',
      inputs: [
        { path: '1-syslog.zst', side: 'host' },
        { path: '2-syslog.zst', side: 'guest' },
      ],
    },
  })
})

test.each([
  ['standard input', [{ path: '-' }], undefined],
  ['more than is wanted', [{ path: MAAS }], 1000],
] as const)('%s is not kept, and nothing stays behind', async (_, inputs, limit) => {
  const before = readdirSync(join(folder, 'bundles')).length
  expect(await keepEvidence(folder, inputs, {}, limit)).toMatchObject({ notKept: expect.stringContaining('not kept') })
  expect(readdirSync(join(folder, 'bundles'))).toHaveLength(before)
})
