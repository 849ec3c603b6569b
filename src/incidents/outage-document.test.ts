import { expect, test } from 'vitest'
import { documentLike, maasDocument } from '../store/documents.fixture.ts'
import { outageDocument, outagesOf } from './outage-document.ts'

test('one outage of several is taken out, with all of the evidence', async () => {
  const document = structuredClone(await maasDocument())
  const second = (await documentLike({ headline: 'Second.' })).diagnoses[0]!
  const nothing = (await documentLike({ conclusion: 'no-outage' })).diagnoses[0]!
  document.diagnoses = [document.diagnoses[0]!, nothing, second]
  expect(outagesOf(document)).toEqual([1, 3])
  const taken = outageDocument(document, 3)
  expect(taken.diagnoses).toEqual([second])
  expect(taken.evidence).toBe(document.evidence)
  expect(() => outageDocument(document, 4)).toThrow('no outage 4')
})
