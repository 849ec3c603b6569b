import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseSubject, readCases, runCase } from './run.ts'

test('every case of our corpus is well-formed', async () =>
  expect((await readCases(join(import.meta.dirname, '../../corpus'))).length).toBeGreaterThanOrEqual(40))
test('a case is run as a user would', async () => {
  const [first] = await readCases(join(import.meta.dirname, '../../corpus'))
  expect(await runCase(first!)).toMatchObject({ id: first!.id, score: 'right', problems: [] })
})
test('subjects', () =>
  expect([parseSubject('vm:102'), parseSubject('node:pve'), parseSubject('102')]).toEqual([
    { kind: 'vm', id: '102' },
    { kind: 'node', id: 'pve' },
    null,
  ]))
