import { expect, test } from 'vitest'
import { diagnosisDocument } from '../../model/index.ts'
import { documentOf, inconclusive, killed, noOutage } from '../sample.fixture.ts'
import { renderJson } from './json.ts'

test('keys come as the schema itself would give them, whoever built the object', () => {
  const document = documentOf(killed, inconclusive, noOutage)
  const reversed = JSON.parse(JSON.stringify(document), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toReversed()) : value,
  ) as typeof document
  expect(renderJson(reversed)).toBe(`${JSON.stringify(diagnosisDocument.parse(document), null, 2)}\n`)
})
