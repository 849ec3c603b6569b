import { expect, test } from 'vitest'
import { diagnosisOf, HOST_KILL } from '../diagnose/diagnose.fixture.ts'
import { accuracyCase } from './case.ts'
import { victimRight } from './victim.ts'

const killed = diagnosisOf({ host: HOST_KILL })
const told = (victim: string, subject?: string) =>
  victimRight(
    accuracyCase.parse({
      id: 'x',
      arm: 'positive',
      subject,
      truth: { cause: 'x', victim },
      logs: [{ from: 'host', lines: [...HOST_KILL, '103'] }],
    }),
    killed,
  )

test('who went down, by number or by sentence', () => {
  expect(told('vm:102')).toBe(true)
  expect(told('vmid 102 (MAAS), kvm pid 1705')).toBe(true)
  expect(told('VMs 101, 102')).toBe(true)
  expect(told('vmid 103')).toBe(false)
})
test('names that are not in the lines leave the kind of victim', () => {
  expect(told('qemu-system-x86 pid 99999 (a VM)')).toBe(true)
  expect(told('host zz99')).toBe(false)
})
test('a description names nobody, and a question that names the victim leaves nothing to find', () => {
  expect(told('a browser')).toBeNull()
  expect(told('vmid 102', 'vm:102')).toBeNull()
})
