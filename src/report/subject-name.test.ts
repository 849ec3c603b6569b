import { expect, test } from 'vitest'
import { incidentId, incidentName, subjectName } from './subject-name.ts'

test.each([
  [{ kind: 'vm', id: '102', name: 'maas' }, 'MAAS'],
  [{ kind: 'ct', id: '203' }, '203'],
  [{ kind: 'node', name: 'pve.maas' }, 'PVE-MAAS'],
  [{ kind: 'vm', id: '7', name: 'Büro Süd' }, 'BURO-SUD'],
  [{ kind: 'vm', id: '7', name: '../../$(rm)' }, 'RM'],
  [{ kind: 'vm', name: '数据库' }, 'INCIDENT'],
] as const)('an incident of %o is called after it: %s', (subject, name) => {
  expect(incidentName(subject)).toBe(name)
})

test('an id holds name, day and number', () => {
  expect(incidentId({ kind: 'vm', id: '102', name: 'maas' }, '2025-07-29', 0)).toBe('MAAS-2025-07-29-001')
})

test('control characters of a hostile name do not reach a terminal', () => {
  expect(subjectName({ kind: 'vm', id: '1', name: 'a\u001b[2Jb' })).not.toContain('\u001b')
})
