import type { Observation } from '../../model/index.ts'
import { defineCircumstance } from '../define.ts'

export const unsafeCache = defineCircumstance({
  id: 'condition.unsafe-cache',
  title: 'writes of the guest were not flushed',
  role: 'condition',
  doc: 'With cache=unsafe QEMU tells the guest that its writes are safe when they are not. Every hard end can damage its filesystems.',
  belongsTo: ['guest.fs-readonly', 'power.loss', 'host.*', 'qemu.crash', 'storage.data-corruption', 'guest.boot-failure'],
  find({ observations, guest }) {
    const mine = (o: Observation) => o.about.guest === undefined || o.about.guest === guest
    const seen = observations.find((o) => o.kind === 'guest.config' && o.fields['unsafeCache'] === true && mine(o))
    return seen
      ? {
          because: 'A disk of the guest has cache=unsafe: what it had written may not have been on the disk when it ended.',
          evidence: [seen],
        }
      : null
  },
  remedies: [
    { when: 'short-term', text: 'Set the cache of its disks to none or writeback.', command: 'qm config {guest} | grep cache=unsafe' },
  ],
  prevention: [{ text: 'No disk has cache=unsafe.', check: 'cache=unsafe' }],
})
