import { defineCircumstance } from '../define.ts'

export const singleCorosyncLink = defineCircumstance({
  id: 'condition.single-corosync-link',
  title: 'the cluster has one link',
  role: 'condition',
  doc: 'With one link for corosync, one cable or switch decides about quorum, and backups on the same network do too.',
  belongsTo: ['cluster.*', 'network.link-outage', 'network.nic-hang', 'network.nic-lost'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'corosync.links' && o.fields['links'] === 1)
    return seen ? { because: 'The cluster has one link only: what breaks it breaks quorum.', evidence: [seen] } : null
  },
  remedies: [{ when: 'long-term', text: 'A second link on other cables and another switch.', command: 'corosync-cfgtool -s' }],
  prevention: [{ text: 'corosync has two links that share nothing.', check: 'corosync links ≥ 2' }],
})
