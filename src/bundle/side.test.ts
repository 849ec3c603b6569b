import { expect, test } from 'vitest'
import { guessSide, sideOfPath } from './side.ts'

test('a host names its guests', () =>
  expect(
    guessSide([
      'Jul 29 16:19:28 pve systemd[1]: 102.scope: Deactivated successfully.',
      'Jul 29 16:19:28 pve qmeventd[1]: Starting cleanup for 102',
    ])?.side,
  ).toBe('host'))
test('a machine that runs on KVM is a guest', () =>
  expect(
    guessSide(['[    0.000000] Hypervisor detected: KVM', '[    0.000000] DMI: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1.16.3'])?.side,
  ).toBe('guest'))
test('an ordinary line tells nothing', () => expect(guessSide(['Jul 29 16:19:28 box cron[1]: (root) CMD (true)'])).toBeNull())
test('folders of a bundle tell', () =>
  expect([sideOfPath('/guests/maas/journal.log')?.side, sideOfPath('/nodes/pve/journal.log')?.side]).toEqual(['guest', 'host']))
