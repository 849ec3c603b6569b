import type { Observation } from '../../model/index.ts'
import { defineCircumstance } from '../define.ts'

export const devicePassedThrough = defineCircumstance({
  id: 'condition.device-passed-through',
  title: 'the guest holds a device of its host',
  role: 'condition',
  doc: 'A passed-through device ties the guest to this host: it can be neither migrated nor moved by HA, and it is reset with the guest.',
  belongsTo: ['migration.failed', 'cluster.ha-relocation', 'passthrough.*'],
  find({ observations, guest }) {
    const mine = (o: Observation) => o.about.guest === undefined || o.about.guest === guest
    const seen = observations.find((o) => o.kind === 'guest.config' && Number(o.fields['passedThrough']) > 0 && mine(o))
    return seen
      ? {
          because: `The guest holds ${String(seen.fields['passedThrough'])} passed-through device${Number(seen.fields['passedThrough']) === 1 ? '' : 's'} of its host.`,
          evidence: [seen],
        }
      : null
  },
  remedies: [{ when: 'long-term', text: 'Use a mapped device that other nodes have too, or keep the guest out of HA.' }],
  prevention: [{ text: 'Guests with passed-through devices are not in HA.', check: 'hostpci in the configuration' }],
})
