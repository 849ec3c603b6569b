import { expect, test } from 'vitest'
import { incidentFile } from '../sections/incident-file.fixture.ts'
import { renderIndex } from './html-index.ts'

const options = { total: 1, today: '2025-09-01', version: '0.1.0' }
const { incident } = incidentFile({ actions: { open: 2, done: 1, dropped: 0, undone: 1 } })

test('each incident links to its report, with what is left to do', () => {
  const page = renderIndex([{ incident, href: `${incident.id}.html` }], options)
  expect(page).toContain(`<a class="id" href="MAAS-2025-07-29-007.html">MAAS-2025-07-29-007</a>`)
  expect(page).toContain('2 open, 1 done, 1 undone again')
  expect(page).toContain('2025-08-29, past')
})

test('hostile words are no markup', () => {
  const page = renderIndex(
    [{ incident: { ...incident, headline: '<script>alert(1)</script>', id: '"><img src=x>' }, href: '" onclick="x' }],
    options,
  )
  expect(page).not.toMatch(/<script|<img|onclick="x/)
})

test('without incidents it says what to do', () => {
  expect(renderIndex([], { ...options, total: 0 })).toContain('--save')
})

test('the same incidents give the same bytes', () => {
  expect(renderIndex([{ incident, href: null }], options)).toBe(renderIndex([{ incident, href: null }], options))
})
