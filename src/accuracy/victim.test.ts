import { expect, test } from 'vitest'
import { diagnosisOf, HOST_KILL } from '../diagnose/diagnose.fixture.ts'
import { victimRight } from './victim.ts'

const killed = diagnosisOf({ host: HOST_KILL })
const truth = (victim: string, subject?: string) => ({ truth: { victim } as never, subject })

test('who went down, by number or by sentence', () => {
  expect(victimRight(truth('vm:102'), killed)).toBe(true)
  expect(victimRight(truth('vmid 102 (MAAS), kvm pid 1705'), killed)).toBe(true)
  expect(victimRight(truth('VMs 101, 102'), killed)).toBe(true)
  expect(victimRight(truth('vmid 103'), killed)).toBe(false)
})
test('a description names nobody, and a question that names the victim leaves nothing to find', () => {
  expect(victimRight(truth('guest kernel'), killed)).toBeNull()
  expect(victimRight(truth('vmid 102', 'vm:102'), killed)).toBeNull()
})
