import { expect, test } from 'vitest'
import { examine } from './examine.ts'
import { patient } from './patient.fixture.ts'

test('what stands in the way comes first, and only what concerns the machine is asked', () => {
  const { checks } = examine(
    patient({ 'readiness.txt': '/run/log/journal: there\nNTPSynchronized=yes\n', 'memory.txt': 'SwapTotal: 0 kB\n' }),
  )
  expect(checks[0]).toMatchObject({ id: 'journal-persistence', result: 'problem' })
  expect(checks.map(({ result }) => result)).toEqual(
    checks.map(({ result }) => result).toSorted((a, b) => 'problem warning unseen ok'.indexOf(a) - 'problem warning unseen ok'.indexOf(b)),
  )
  expect(examine(patient({}, { kind: 'guest' })).checks.map(({ id }) => id)).not.toContain('headroom')
})
test('a machine that does not answer has one finding', () =>
  expect(examine(patient({}, { answered: false, trouble: { because: 'no answer within 8 s', next: 'ssh pve1' } })).checks).toEqual([
    { id: 'access', title: 'It can be asked', result: 'problem', because: 'no answer within 8 s', fix: 'ssh pve1' },
  ]))
test('every finding that is not good says what to do', () => {
  const sick = examine(
    patient({
      'readiness.txt': '/run/log/journal: there\nNTPSynchronized=no\nExecStart=/usr/sbin/qmeventd /x\n',
      'memory.txt': 'SwapTotal: 0 kB\n',
    }),
  )
  for (const check of sick.checks) if (check.result === 'problem' || check.result === 'warning') expect(check.fix, check.id).toBeTruthy()
})
