import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { libvirtDomains } from './libvirt-domains.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = libvirtDomains.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['libvirt-domains > domains.txt'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
