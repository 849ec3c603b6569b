import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../model/index.ts'
import { buildReport } from '../build.ts'
import { documentOf, killed } from '../sample.fixture.ts'
import { incidentFile } from './incident-file.fixture.ts'

const entry = (revision: number): HistoryEntry => ({
  revision,
  incident: 'X',
  at: '2025-07-30T08:00:00.000Z',
  by: 'Ada',
  kind: 'annotate',
  detail: `note ${revision}`,
})
const table = (history: HistoryEntry[]) =>
  buildReport(documentOf(killed), undefined, incidentFile({}, { history }))[0]!.sections.find(({ id }) => id === 'history')

test('who did what, in the order of doing', () => {
  const text = JSON.stringify(table([entry(1), entry(2)]))
  expect(text.indexOf('note 1')).toBeLessThan(text.indexOf('note 2'))
  expect(text).toContain('2025-07-30 08:00')
})

test('a long history is cut, and says so', () => {
  const text = JSON.stringify(table(Array.from({ length: 100 }, (_, n) => entry(n + 1))))
  expect(text).toContain('the last 40 of 100 entries')
  expect(text).toContain('note 100')
  expect(text).not.toContain('"note 60"')
})

test('nothing done, nothing said', () => {
  expect(table([])).toBe(undefined)
})
