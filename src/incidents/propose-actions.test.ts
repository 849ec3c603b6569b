import { expect, test } from 'vitest'
import { causes, circumstances } from '../causes/index.ts'
import { documentLike, maasDocument } from '../store/documents.fixture.ts'
import { proposeActions } from './propose-actions.ts'
import { verifiers } from './verifiers/index.generated.ts'

test('the measures of the incident that the product comes from, each with the verifier that can check it', async () => {
  expect(proposeActions(await maasDocument()).map(({ text, kind, verifier }) => [text.split(/[.,]/)[0], kind, verifier?.id])).toEqual([
    ['Lower the memory of guests until their sum leaves room for the host (2 GiB or 10 %', 'short-term', 'memory-fits'],
    ['Add a few GiB of swap', 'short-term', 'swap-present'],
    ['Move heavy jobs of guests apart in time', 'short-term', undefined],
    ['Add memory or move guests to another node; keep 20 to 30 % free as a rule', 'long-term', 'memory-fits'],
    ['Watch the guest from outside and alert within a minute', 'long-term', 'alert-in-place'],
    ['Let HA keep the guest running', 'long-term', 'ha-managed'],
  ])
})

test('starting the guest again is a measure only while it is down', async () => {
  const starts = async (to: string | null) =>
    proposeActions(await documentLike({ to })).some(({ text }) => text.startsWith('Start the guest'))
  expect([await starts(null), await starts('2025-07-30T00:00:17.000Z')]).toEqual([true, false])
})

test('a measure is proposed once', async () => {
  const document = structuredClone(await maasDocument())
  document.diagnoses[0]!.actions.push(...document.diagnoses[0]!.actions)
  expect(proposeActions(document)).toEqual(proposeActions(await maasDocument()))
})

test('every verifier that names a cause checks a measure that exists', () => {
  const units = [...causes, ...circumstances]
  for (const verifier of verifiers)
    for (const { addresses, text } of verifier.checks) {
      const of = addresses === '*' ? units : units.filter(({ id }) => id === addresses)
      expect(
        of.some(({ remedies }) => remedies.some((remedy) => text.test(remedy.text))),
        `${verifier.id}: ${addresses} ${text}`,
      ).toBe(true)
    }
})
