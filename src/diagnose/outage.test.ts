import { expect, test } from 'vitest'
import { diagnosisOf, HOST_KILL } from './diagnose.fixture.ts'
import { iso } from './outage.ts'

const outage = (...more: string[]) => diagnosisOf({ host: [...HOST_KILL, ...more] }).diagnoses[0]!.outage

test('from the end of the process to its next start', () =>
  expect(outage('10:40:52 pvedaemon[2]: VM 102 started with PID 47121.')).toMatchObject({
    state: 'killed',
    from: '2026-01-15T10:00:01.000Z',
    to: '2026-01-15T10:40:52.000Z',
    seconds: 2451,
    planned: false,
  }))
test('the start of another guest does not end it', () =>
  expect(outage('10:40:52 pvedaemon[2]: VM 105 started with PID 47121.').to).toBeNull())
test('no line shows it back', () => expect(outage().seconds).toBeNull())
test('what is no time is no date', () =>
  expect([null, undefined, Number.NaN, 300_856, 9e15].map(iso)).toEqual([null, null, null, null, null]))
