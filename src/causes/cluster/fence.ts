import { defineCause } from '../define.ts'

export const clusterFence = defineCause({
  id: 'cluster.fence',
  title: 'the node was reset by HA fencing',
  area: 'cluster',
  doc: 'The HA watchdog of a node that lost quorum expires and resets it about a minute later, so that its guests can start elsewhere. The log ends there. The watchdog line or the fence lines of the other nodes show it; lost quorum alone does not. Why quorum was lost (a switch, a bond, a stalled node) is the trigger.',
  state: 'killed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [
      { kind: ['watchdog.expired', 'ha.node-fenced'], side: 'host' },
      { kind: 'kernel.softdog-panic', side: 'host' },
    ],
    supporting: [
      { kind: ['quorum.lost', 'ha.lost-lock', 'corosync.link-down', 'corosync.member-left', 'boot.unclean-end', 'ha.recovered'] },
    ],
    contradicting: [{ kind: ['host.guests-stopped', 'boot.clean-end', 'shutdown.typed', 'shutdown.command'], side: 'host' }],
  },
  mustLog: 'host-log',
  suspectWhen: ['killed'],
  because(finding) {
    const lines = [...finding.decisive, ...finding.supporting]
    const quorum = lines.some((o) => o.kind === 'quorum.lost') ? ', after the node had lost the quorum of the cluster' : ''
    if (finding.decisive.some((o) => o.kind !== 'ha.node-fenced'))
      return `The HA watchdog of the node was not fed any more and reset it${quorum}.`
    // Only the other nodes are heard: they know that it fell silent, not why.
    const fenced = finding.decisive
      .map((o) => o.fields['fenced'] ?? o.fields['acknowledged'] ?? o.fields['tried'] ?? o.fields['peer'] ?? o.fields['target'])
      .find(Boolean)
    const moved = lines.find((o) => o.kind === 'ha.recovered' && o.fields['to'] !== undefined)
    return `The rest of the cluster no longer heard ${fenced === undefined ? 'the node' : `the node ${String(fenced)}`} and fenced it${moved === undefined ? '' : `, and HA started ${moved.about.guest === undefined ? 'its guests' : `guest ${moved.about.guest}`} on ${String(moved.fields['to'])}`}. Why it fell silent is in its own log.`
  },
  remedies: [
    {
      when: 'immediate',
      text: 'Bring the network between the nodes back, then check quorum and services.',
      command: 'pvecm status; ha-manager status',
    },
    { when: 'short-term', text: 'A second, separate link for corosync.', command: 'corosync-cfgtool -s' },
    { when: 'long-term', text: 'Redundant switches; a quorum device for two nodes.' },
  ],
  prevention: [{ text: 'corosync has two links that share no switch.', check: 'corosync links < 2' }],
  settle: [
    { what: 'whether the node was fenced', command: 'journalctl -u watchdog-mux -u pve-ha-lrm -u corosync -b -1 --no-pager | tail -40' },
  ],
})
