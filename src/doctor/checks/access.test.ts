import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { accessCheck } from './access.ts'

test('answers, denies, is silent', () =>
  expect([
    resultOf(accessCheck, {}),
    resultOf(accessCheck, {}, { denied: [{ source: 'tasks.txt', because: 'needs: root' }] }),
    resultOf(accessCheck, {}, { answered: false, trouble: { because: 'no answer', next: 'ssh pve1' } }),
  ]).toEqual(['ok', 'warning', 'problem']))
