import { defineCause } from '../define.ts'

export const dependencyDown = defineCause({
  id: 'network.dependency-down',
  title: 'a DHCP, DNS or router machine is down, so others look down',
  area: 'network',
  doc: 'Guests lose their leases or cannot resolve names because the machine that serves them is down. They run on. Look for the outage of that machine.',
  state: 'unreachable',
  reach: 'guest',
  planned: false,
  signals: {
    // One name that is not found means nothing.
    decisive: [{ kind: 'dhcp.no-answer' }, { kind: 'dns.failing', where: (o) => Number(o.count ?? 1) >= 3 }],
    supporting: [{ kind: 'dns.failing' }],
    contradicting: [{ kind: ['nic.link-down', 'bond.down', 'nic.tx-hang', 'bridge.no-port'] }],
  },
  because: (finding) => `A service that others depend on did not answer: ${finding.decisive[0]?.says}.`,
  remedies: [{ when: 'immediate', text: 'Bring the DHCP, DNS or router guest back first.', command: 'qm list' }],
  prevention: [{ text: 'DHCP and DNS are served twice, on two hosts.', check: 'single DHCP or DNS guest' }],
  settle: [{ what: 'whether the server answers', command: 'dig @<server> example.org; nmap --script broadcast-dhcp-discover' }],
})
