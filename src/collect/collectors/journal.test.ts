import { expect, test } from 'vitest'
import { journal } from './journal.ts'
import { HOUR, NOW, plan } from './plan.fixture.ts'

const asked = (change: Parameters<typeof plan>[0]) =>
  journal
    .steps(plan(change))
    .map((step) => `${step.use} ${(Number(step.with?.['since']) - NOW / 1000) / 60}..${(Number(step.with?.['until']) - NOW / 1000) / 60}`)

test('without a time to look at, the window is read whole', () => expect(asked({})[1]).toBe('journal-whole -240..0'))
test('only the time around the outage is read whole, and no second twice', () => {
  const [, ...parts] = asked({ focus: [{ from: NOW - 2 * HOUR, to: NOW - 1.5 * HOUR }] })
  expect(parts).toEqual([`journal-matches -240..${-120 - 1 / 60}`, 'journal-whole -120..-90', `journal-matches ${-90 + 1 / 60}..0`])
})
test('a time before the window is read too', () =>
  expect(asked({ focus: [{ from: NOW - 9 * HOUR, to: NOW - 8 * HOUR }] })).toEqual([
    `journal-oom-history ${-540 - 30 * 1440}..${-540 - 1 / 60}`,
    'journal-whole -540..-480',
    'journal-matches -240..0',
  ]))
test('a machine without a journal has its text logs read', () => expect(journal.steps(plan({ hasJournal: false }))[0]!.use).toBe('syslog'))
