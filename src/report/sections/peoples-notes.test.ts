import { expect, test } from 'vitest'
import { renderReport } from '../index.ts'
import { documentOf, killed } from '../sample.fixture.ts'
import { incidentFile } from './incident-file.fixture.ts'

const annotations = [
  { number: 1, text: 'Called the provider', at: null, by: 'Ada', writtenAt: '2025-07-30T08:00:00.000Z' },
  { number: 2, text: 'Phones stopped ringing <b>', at: '2025-07-29T23:20:00.000Z', by: 'Grace', writtenAt: '2025-07-30T09:00:00.000Z' },
]
const report = (format: 'md' | 'html' | 'text') =>
  renderReport(documentOf(killed), { format, full: true, file: incidentFile({ annotations }) })

test.each(['md', 'html', 'text'] as const)('notes of people stand in %s, marked, with who wrote them, and in no timeline', (format) => {
  const text = report(format)
  const heading = text.indexOf('Notes of people', text.indexOf('<main>') + 1)
  expect(text).toContain('not evidence')
  expect(text).toContain('16:20:00')
  expect(text.indexOf('Phones stopped')).toBeGreaterThan(heading)
  expect(text.indexOf('Called the provider'), 'notes with a time come first').toBeGreaterThan(text.indexOf('Phones stopped'))
  expect(text).not.toContain('ringing <b>' + (format === 'html' ? '' : '\u0000'))
})

test('a diagnosis that is not kept has none', () => {
  expect(renderReport(documentOf(killed), { format: 'md' })).not.toContain('Notes of people')
})
