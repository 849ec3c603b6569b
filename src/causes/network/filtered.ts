import { defineCause } from '../define.ts'

export const networkFiltered = defineCause({
  id: 'network.filtered',
  title: 'a firewall, a full connection table or the packet size drops traffic',
  area: 'network',
  doc: '`nf_conntrack: table full, dropping packet`, an overflowing neighbour table, or firewall rules that drop. Machines are up and partly reachable.',
  state: 'unreachable',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: 'network.filtered', where: (o) => !String(o.fields['what']).startsWith('policy DROP') }],
    supporting: [{ kind: ['network.filtered', 'mtu.problem'] }],
  },
  because: (finding) => `Packets were dropped: ${String(finding.decisive[0]?.fields['what'] ?? '')}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Raise the limit or mend the rule.',
      command: 'sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max; pve-firewall compile',
    },
  ],
  prevention: [{ text: 'The connection table has room.', check: 'nf_conntrack_count / max < 0.8' }],
  settle: [{ what: 'what is dropped', command: 'nft list ruleset | grep -i drop; conntrack -C' }],
})
