import type { Observation } from '../../model/index.ts'
import { defineCircumstance } from '../define.ts'

export const cpuHostMigrates = defineCircumstance({
  id: 'condition.cpu-host-migrates',
  title: 'the guest uses the processor of its host as it is',
  role: 'condition',
  doc: 'With CPU type host the guest sees every feature of this processor. A node with another one cannot go on with it.',
  belongsTo: ['migration.failed'],
  find({ observations, guest }) {
    const mine = (o: Observation) => o.about.guest === undefined || o.about.guest === guest
    const seen = observations.find((o) => o.kind === 'guest.config' && o.fields['cpu'] === 'host' && mine(o))
    return seen
      ? { because: 'The guest has CPU type host, so that it can only go on where the processor is the same.', evidence: [seen] }
      : null
  },
  remedies: [{ when: 'short-term', text: 'Use a CPU type that all nodes have.', command: 'qm set {guest} --cpu x86-64-v2-AES' }],
  prevention: [{ text: 'Guests that migrate have a CPU type of the whole cluster.', check: 'cpu: host' }],
})
