import { expect, test } from 'vitest'
import { configDocument } from './schema.ts'

const accepts = (value: unknown) => configDocument.safeParse(value).success
const api = { url: 'https://pve:8006', token: { env: 'T' } }

test('a fingerprint and a ca exclude each other', () => {
  const fingerprint = '0A:'.repeat(31) + 'FF'
  expect([accepts({ api: [{ ...api, fingerprint }] }), accepts({ api: [{ ...api, ca: '/ca.pem' }] })]).toEqual([true, true])
  expect(accepts({ api: [{ ...api, fingerprint, ca: '/ca.pem' }] })).toBe(false)
})
test('half a fingerprint is none', () => expect(accepts({ api: [{ ...api, fingerprint: 'AA:BB' }] })).toBe(false))
test('guests by number or by the name of a domain', () =>
  expect([102, '102', 'web-1', -1, ''].map((id) => accepts({ guests: [{ id }] }))).toEqual([true, true, true, false, false]))
