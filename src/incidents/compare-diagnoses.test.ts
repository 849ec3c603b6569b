import { expect, test } from 'vitest'
import { documentLike, maasDocument } from '../store/documents.fixture.ts'
import { compareDiagnoses, saysTheSame } from './compare-diagnoses.ts'

test('the same answer from files of other names and another version says the same', async () => {
  const before = await maasDocument()
  const after = structuredClone(before)
  after.tool.version = '9.9.9'
  for (const item of after.evidence) item.file = `bundles/x/${item.file}`
  expect(compareDiagnoses(before, after)).toEqual([])
  expect(saysTheSame(before, after)).toBe(true)
})

test('each difference is told with what was and what is', async () => {
  const before = await maasDocument()
  const after = await documentLike({ cause: 'memory.vm-limit', to: null, conclusion: 'likely' })
  after.diagnoses[0]!.chain = after.diagnoses[0]!.chain.filter(({ id }) => id !== 'condition.no-swap')
  const changes = compareDiagnoses(before, after)
  expect(changes).toContainEqual({ what: 'How sure', before: 'confirmed', after: 'likely' })
  expect(changes).toContainEqual({ what: 'Until', before: '2025-07-30T00:00:17.000Z', after: 'not known' })
  expect(changes).toContainEqual({
    what: 'Part of the chain',
    before: 'condition: the host has no swap (condition.no-swap)',
    after: 'none',
  })
  expect(changes[0]!.what).toBe('Cause')
})

test('more lines with the same answer are no other answer, but not the same either', async () => {
  const before = await maasDocument()
  const after = structuredClone(before)
  after.evidence.push({ ...after.evidence[0]!, ref: 'e999', text: 'one more line' })
  expect(compareDiagnoses(before, after)).toEqual([])
  expect(saysTheSame(before, after)).toBe(false)
})
