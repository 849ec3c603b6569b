import { defineCause } from '../define.ts'

export const clusterQuorumLost = defineCause({
  id: 'cluster.quorum-lost',
  title: 'the node lost the quorum of the cluster; nothing was fenced',
  area: 'cluster',
  doc: 'Without quorum, guests that run go on, but nothing can be started or changed. A guest is down only because it could not be started. If the node was reset about a minute later, it was fenced.',
  state: 'start-failed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: 'quorum.lost', side: 'host' }],
    supporting: [{ kind: ['corosync.link-down', 'corosync.member-left', 'task.error', 'ha.lost-lock'] }],
    contradicting: [],
  },
  mustLog: 'host-log',
  because: () => 'The node was outside the quorum of its cluster, so guests on it could not be started or changed.',
  remedies: [
    {
      when: 'immediate',
      text: 'Bring the other nodes or the network back. Only if they are surely off: lower the expected votes.',
      command: 'pvecm status; pvecm expected 1',
    },
    { when: 'long-term', text: 'Three votes: a third node or a quorum device.' },
  ],
  prevention: [{ text: 'A cluster of two nodes has a quorum device.', check: 'nodes = 2 without qdevice' }],
  settle: [{ what: 'whether there is quorum', command: 'pvecm status' }],
})
