import { expect, test } from 'vitest'
import { bsd } from './bsd.ts'
import { plan } from './plan.fixture.ts'

test('a FreeBSD guest', () =>
  expect(bsd.steps(plan({ kind: 'guest', hasJournal: false, freebsd: true })).map(({ use }) => use)).toEqual(['guest-bsd']))
test('not a Linux without a journal', () => expect(bsd.steps(plan({ kind: 'guest', hasJournal: false }))).toEqual([]))
