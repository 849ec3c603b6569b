import { expect, test } from 'vitest'
import { maasDocument } from '../store/documents.fixture.ts'
import { carryEdits, readNarrative } from './narrative.ts'

const numbers = new Map([
  ['1', 'e6'],
  ['2', 'e12'],
])

test('numbers of the report become references, and stay where they stand', async () => {
  expect(readNarrative('DHCP was gone [1], somebody started it [e12] [1].', await maasDocument(), numbers)).toEqual({
    text: 'DHCP was gone [e6], somebody started it [e12] [e6].',
    refs: ['e6', 'e12'],
  })
})

test('other brackets are words', async () => {
  expect(readNarrative('disk [sda] and a list [x, y]', await maasDocument(), numbers)).toEqual({
    text: 'disk [sda] and a list [x, y]',
    refs: [],
  })
})

test.each(['[9]', '[e999]', '[coverage:nowhere]'])('a citation of nothing is refused: %s', async (cited) => {
  const document = await maasDocument()
  expect(() => readNarrative(`x ${cited}`, document, numbers)).toThrow('no such line')
})

test('in another answer a citation follows its line', async () => {
  const before = await maasDocument()
  const after = structuredClone(before)
  for (const item of after.evidence) item.ref = `e${Number(item.ref.slice(1)) + 100}`
  const edit = { part: 'headline', text: 'Gone [e6].', refs: ['e6'], by: 'x', at: '2025-07-30T08:00:00.000Z' } as const
  expect(carryEdits([{ ...edit, refs: ['e6'] }], before, after)).toEqual({
    edits: [{ ...edit, text: 'Gone [e106].', refs: ['e106'] }],
    lost: [],
  })
})

test('a line that the other answer does not hold is named', async () => {
  const before = await maasDocument()
  const line = before.evidence.find(({ ref }) => ref === 'e6')!.text
  const after = { ...before, evidence: before.evidence.filter(({ ref }) => ref !== 'e6') }
  const edit = { part: 'headline' as const, text: 'Gone [e6].', refs: ['e6'], by: 'x', at: '2025-07-30T08:00:00.000Z' }
  expect(carryEdits([edit], before, after).lost).toEqual([{ part: 'headline', line }])
})
