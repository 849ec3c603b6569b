import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { noDiscard } from './no-discard.ts'

const CONFIG = [
  'root@pve:~# qm config 102',
  'agent: 1',
  'boot: order=scsi0',
  'cores: 4',
  'memory: 8192',
  'ostype: l26',
  'scsihw: virtio-scsi-single',
  'scsi0: local-lvm:vm-102-disk-0,size=32G',
]
const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return noDiscard.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('it is told with its line', () => {
  const found = look({ host: [...CONFIG] })
  expect(found?.evidence.length).toBeGreaterThan(0)
  expect(found?.because).toMatch(/^[A-Zc0-9].{15,}\.$/)
  expect(found?.because).not.toMatch(/undefined|NaN/)
})
test('what looks alike is not it', () =>
  expect(look({ host: [...CONFIG.slice(0, -1), 'scsi0: local-lvm:vm-102-disk-0,discard=on,size=32G'] })).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
