import { defineCircumstance } from '../define.ts'

export const clusterStarvedBefore = defineCircumstance({
  id: 'condition.cluster-starved-before',
  title: 'corosync had not got its processor time before',
  role: 'condition',
  doc: 'When corosync is not scheduled for seconds, the node is overloaded. The next, longer time fences it.',
  belongsTo: ['cluster.fence', 'cluster.quorum-lost'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'corosync.not-scheduled' && o.side === 'host')
    return seen
      ? {
          because: `corosync had not been given the processor for ${String(Math.round(Number(seen.fields['ms'] ?? seen.fields['pause'] ?? 0)))} ms.`,
          evidence: [seen],
        }
      : null
  },
  remedies: [
    {
      when: 'short-term',
      text: 'Find what starves the node: memory, disk, or a backup.',
      command: 'journalctl -u corosync | grep -E "not scheduled|pause detected"',
    },
  ],
  prevention: [{ text: 'corosync is scheduled in time.', check: 'corosync not scheduled' }],
})
