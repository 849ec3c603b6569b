import { defineCause } from '../define.ts'

export const clusterHaRecovery = defineCause({
  id: 'cluster.ha-recovery',
  title: 'HA restarted the guest elsewhere after its node was lost',
  area: 'cluster',
  doc: 'The guest was started on another node after its node had been fenced. It is how the guest came back; why the node was lost is the cause.',
  state: 'killed',
  reach: 'cluster',
  planned: false,
  signals: {
    decisive: [{ kind: 'ha.recovered', side: 'host' }],
    supporting: [{ kind: ['ha.node-fenced', 'corosync.member-left', 'quorum.regained'] }],
  },
  mustLog: undefined,
  because: (finding) => `Its node was lost and HA started the guest on ${String(finding.decisive[0]?.fields['to'] ?? 'another node')}.`,
  remedies: [
    { when: 'immediate', text: 'Look why the first node was lost.', command: 'ha-manager status; journalctl -b -1 -n 100 --no-pager' },
  ],
  prevention: [{ text: 'The rest of the cluster can hold the guests of a lost node.', check: 'N-1 capacity' }],
  settle: [{ what: 'why the node was lost', command: 'journalctl -b -1 -n 100 --no-pager' }],
})
