import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { backupDuringMaintenance } from './backup-during-maintenance.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return backupDuringMaintenance.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('a check of the array and a backup', () =>
  expect(
    look({ host: ['01:00:00 kernel: md: data-check of RAID array md0', '02:00:00 vzdump[811]: INFO: Starting Backup of VM 102 (qemu)'] })
      ?.because.length,
  ).toBeGreaterThan(20))
test('a backup alone', () => expect(look({ host: ['02:00:00 vzdump[811]: INFO: Starting Backup of VM 102 (qemu)'] })).toBeNull())
test('half a day apart', () =>
  expect(
    look({ host: ['01:00:00 kernel: md: data-check of RAID array md0', '14:00:00 vzdump[811]: INFO: Starting Backup of VM 102 (qemu)'] }),
  ).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
