import type { Observation } from '../../model/index.ts'
import { defineCause } from '../define.ts'

/** Links come up, go down and come up again in the first minute of a boot. */
const whileBooting = (o: Observation) => Number(/^(?:<\d+>)?\[\s*(\d+)\.\d+\]/.exec(o.cites[0].text)?.[1] ?? Number.POSITIVE_INFINITY) < 60

export const linkOutage = defineCause({
  id: 'network.link-outage',
  title: 'a cable, bond, switch or VLAN failed',
  area: 'network',
  doc: 'The link of the uplink went down, or a bond lost all its members. Guests run on, unreachable; a cluster may lose its quorum through it. A link that flaps while the host boots is normal.',
  state: 'unreachable',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [
      { kind: 'bond.down', side: 'host' },
      { kind: 'nic.link-down', side: 'host', where: (o) => !whileBooting(o) },
    ],
    supporting: [{ kind: ['bridge.port-down', 'nic.link-up', 'corosync.link-down'] }],
    contradicting: [{ kind: ['nic.tx-hang', 'nic.lost'] }],
  },
  mustLog: 'host-kernel',
  suspectWhen: ['unreachable'],
  because: (finding) => `The network link${finding.about.nic === undefined ? '' : ` ${finding.about.nic}`} of the host went down.`,
  remedies: [
    { when: 'immediate', text: 'Check cable, switch port and VLAN.', command: 'ip -br link; ethtool <nic>; cat /proc/net/bonding/bond0' },
    { when: 'long-term', text: 'Two links to two switches.' },
  ],
  prevention: [{ text: 'Uplinks go to two switches.', check: 'single uplink' }],
  settle: [{ what: 'whether the link was down', command: 'journalctl -k --no-pager | grep -iE "link is|bond" | tail' }],
})
