import { describe, expect, test } from 'vitest'
import { type Answer, coverageOf, joinCoverage, type Reach } from './answer.ts'
import type { Step } from './define.ts'

const FROM = Date.UTC(2025, 6, 29, 16)
const span = { from: FROM, to: FROM + 3_600_000 }
const whole: Step = { use: 'journal-whole', artifact: 'journal.ndjson', holds: 'span', span }
const answer = (result: Partial<Answer['result']>, content = 'x\n', step: Step = whole): Answer => ({
  step,
  limitSeconds: 20,
  content: Buffer.from(content),
  result: { id: '0', exit: 0, stderr: '', bytes: content.length, milliseconds: 5, ended: 'exit', ...result },
})
const reach: Reach = { oldest: FROM - 86_400_000, ownOnly: false }
const look = (result: Partial<Answer['result']>, content?: string, step?: Step, r = reach) =>
  coverageOf(answer(result, content, step), 'root', r, FROM + 7_200_000)

test('a whole log is whole for the time that was asked', () =>
  expect(look({})).toEqual({ status: 'complete', from: '2025-07-29T16:00:00.000Z', to: '2025-07-29T17:00:00.000Z' }))
test('a log without a line of that time is whole as well: it was silent', () => expect(look({}, '').status).toBe('complete'))
test('a journal that begins later holds less', () =>
  expect(look({}, 'x\n', whole, { ...reach, oldest: FROM + 600_000 })).toMatchObject({
    from: '2025-07-29T16:10:00.000Z',
    because: 'the journal begins only at 2025-07-29T16:10:00.000Z',
  }))
test('a journal that begins after all of it holds nothing', () =>
  expect(look({}, '', whole, { ...reach, oldest: FROM + 9_000_000 }).status).toBe('missing'))
test('where nobody could tell how far it reaches, silence counts from the first line', () => {
  const line = `{"__REALTIME_TIMESTAMP":"${(FROM + 600_000) * 1000}"}\n`
  expect(look({}, line, whole, { oldest: null, ownOnly: false }).from).toBe('2025-07-29T16:10:00.000Z')
  expect(look({}, '', whole, { oldest: null, ownOnly: false }).status).toBe('missing')
})
test('a selection is never whole', () =>
  expect(look({}, 'x\n', { ...whole, use: 'journal-matches', holds: 'selection' }).status).toBe('truncated'))
test('an account that sees only its own lines has seen nothing', () =>
  expect(look({}, '', whole, { ...reach, ownOnly: true })).toMatchObject({
    status: 'denied',
    because: 'this account sees only its own messages; it needs: root',
  }))

describe('what did not come', () => {
  const state: Step = { use: 'thin-pools', artifact: 'thin-pools.txt', holds: 'state' }
  test.each([
    ['hung', { ended: 'hung', exit: null }, 'missing', 'did not answer within 20 s'],
    ['was ended', { exit: 124 }, 'missing', 'did not answer within 20 s and was ended'],
    ['connection lost', { ended: 'gone', exit: null }, 'missing', 'connection to the machine was lost'],
    ['no time left', { ended: 'not-reached', exit: null }, 'missing', 'used up'],
    ['no right', { exit: 1, stderr: 'sudo: a password is required' }, 'denied', 'it needs: root'],
    ['no program', { exit: 127, stderr: 'sh: 1: dmsetup: not found' }, 'missing', 'not found'],
  ] as const)('%s', (_, result, status, because) => {
    const told = look(result as Partial<Answer['result']>, '', state)
    expect([told.status, told.because]).toEqual([status, expect.stringContaining(because)])
  })
})

test('several commands in one file: whole where the whole part is', () => {
  const parts = [
    { step: { ...whole, holds: 'selection' as const }, coverage: look({}, 'x\n', { ...whole, holds: 'selection' }) },
    { step: whole, coverage: look({}) },
  ]
  expect(joinCoverage(parts)).toMatchObject({
    status: 'complete',
    from: '2025-07-29T16:00:00.000Z',
    because: 'outside of this time only the telling lines were taken',
  })
})
test('where the whole part did not come, the rest proves nothing', () =>
  expect(
    joinCoverage([
      { step: { ...whole, holds: 'selection' as const }, coverage: look({}, 'x\n', { ...whole, holds: 'selection' }) },
      { step: whole, coverage: look({ ended: 'hung', exit: null }) },
    ]).status,
  ).toBe('missing'))
