import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCases } from './read-cases.ts'
import { runCase, runCases } from './run.ts'

test('a case is run as a user would', async () => {
  const [first] = await readCases(join(import.meta.dirname, '../../corpus'))
  expect(await runCase(first!)).toMatchObject({ id: first!.id, score: 'right', problems: [] })
})
test('results come in the order of the cases, and what fails keeps its place', async () =>
  expect(
    await runCases([{ id: 'a' }, { id: 'b' }, { id: 'c' }] as never, async ({ id }) => {
      if (id === 'b') throw new Error('no')
      return id
    }),
  ).toMatchObject(['a', { id: 'b', error: { message: 'no' } }, 'c']))
