import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { singleSwitch } from './single-switch.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return singleSwitch.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('both links of a bond in one second', () =>
  expect(
    look({ host: ['03:24:15 kernel: igc 0000:02:00.0 nic0: NIC Link is Down', '03:24:15 kernel: igc 0000:03:00.0 nic1: NIC Link is Down'] })
      ?.because.length,
  ).toBeGreaterThan(20))
test('one link', () => expect(look({ host: ['03:24:15 kernel: igc 0000:02:00.0 nic0: NIC Link is Down'] })).toBeNull())
test('one after the other', () =>
  expect(
    look({
      host: ['03:24:15 kernel: igc 0000:02:00.0 nic0: NIC Link is Down', '03:30:15 kernel: igc 0000:03:00.0 nic1: NIC Link is Down'],
    }),
  ).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
