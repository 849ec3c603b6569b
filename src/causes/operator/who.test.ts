import { expect, test } from 'vitest'
import { findCause } from '../find.ts'
import { observeCase } from '../verify.ts'
import { operatorStop } from './stop.ts'
import { askedBy, guestIn } from './who.ts'

const [finding] = findCause(
  operatorStop,
  observeCase({
    name: 'HA was told to stop it, and root did the work',
    host: [
      'pvedaemon[2201]: <bob@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:hastop:102:bob@pve:',
      'pve-ha-lrm[1450]: <root@pam> starting task UPID:pve:0000D432:0012F0AB:688956FE:qmstop:102:root@pam:',
    ],
  }),
)

test('the one who told HA is named, not the root that HA works as', () => expect(askedBy(finding!)).toBe('bob@pve'))
test('a VM is called a VM', () => expect(guestIn(finding!)).toBe('VM 102'))
test('nobody named is somebody', () => expect(askedBy({ ...finding!, decisive: [], supporting: [] })).toBe('somebody'))
