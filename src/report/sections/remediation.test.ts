import { expect, it } from 'vitest'
import { killed } from '../sample.fixture.ts'
import { only } from './blocks.fixture.ts'

it('remediation comes in the order now, soon, later', () =>
  expect(only('remediation', 'steps', { ...killed, remediation: killed.remediation.toReversed() }).groups.map((g) => g.name)).toEqual([
    'Immediate',
    'Short term',
    'Long term',
  ]))
