import { describe, expect, test } from 'vitest'
import { renderReport } from '../index.ts'
import { displayWidth } from '../display-width.ts'
import { documentOf, inconclusive, killed, noOutage } from '../sample.fixture.ts'

const text = (diagnosis: typeof killed, colour = false) => renderReport(documentOf(diagnosis), { format: 'text', colour, width: 80 })
const ESC = String.fromCharCode(27)

describe.each([killed, inconclusive, noOutage])('$conclusion', (diagnosis) => {
  test('fits 80 columns, but for commands that would not run when broken', () =>
    expect(
      text(diagnosis)
        .split('\n')
        .filter((line) => displayWidth(line) > 80 && !/^ {10,}\S/.test(line)),
    ).toEqual([]))
  test('has no escape sequence without colour', () => expect(text(diagnosis)).not.toContain(ESC))
  test('says the same with colour', () => {
    const coloured = text(diagnosis, true).replaceAll(new RegExp(`${ESC}\\[[0-9;]*m`, 'g'), '')
    expect(coloured).toBe(text(diagnosis))
  })
})

test('the first lines tell what, when and how sure', () =>
  expect(text(killed).split('\n').slice(0, 6).join('\n')).toMatch(/CONFIRMED|LIKELY/))
test('an open answer shows the command that would settle it', () => expect(text(inconclusive)).toContain('Not known'))
