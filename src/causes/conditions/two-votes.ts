import { defineCircumstance } from '../define.ts'

export const twoVotes = defineCircumstance({
  id: 'condition.two-votes',
  title: 'the cluster has two votes',
  role: 'condition',
  doc: 'Of two votes one is no majority: the node that is left stands still too.',
  belongsTo: ['cluster.*'],
  find({ observations }) {
    const seen = observations.find(
      (o) => o.kind === 'quorum.expected-votes' && o.fields['votes'] === 2 && !observations.some((other) => other.kind === 'quorum.device'),
    )
    return seen
      ? { because: 'The cluster has two votes and no quorum device, so that one node alone has no quorum.', evidence: [seen] }
      : null
  },
  remedies: [{ when: 'long-term', text: 'A quorum device or a third node.', command: 'pvecm qdevice setup <address>' }],
  prevention: [{ text: 'A cluster of two nodes has a quorum device.', check: 'expected votes, qdevice' }],
})
