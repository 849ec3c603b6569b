import { defineCause } from '../define.ts'

export const nicHang = defineCause({
  id: 'network.nic-hang',
  title: 'the network card of the host hung',
  area: 'network',
  doc: '`Detected Hardware Unit Hang`, `NETDEV WATCHDOG … transmit queue … timed out`: the host and all its guests are unreachable, but run on; their uptime shows it. Intel I217 to I219 with e1000e and some Realtek cards are known for it.',
  state: 'unreachable',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: 'nic.tx-hang' }],
    supporting: [{ kind: ['nic.link-down', 'nic.link-up', 'bridge.port-down', 'corosync.link-down'] }],
  },
  mustLog: 'host-kernel',
  suspectWhen: ['unreachable'],
  because: (finding) =>
    `The transmit unit of the network card${finding.about.nic === undefined ? '' : ` ${finding.about.nic}`} hung${finding.decisive.some((o) => Number(o.count ?? 1) > 3) ? ' again and again' : ''}; the guests ran on but could not be reached.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Take the interface down and up, or reboot the host.',
      command: 'ip link set <nic> down; ip link set <nic> up',
    },
    { when: 'short-term', text: 'Turn off the offloads that trigger it.', command: 'ethtool -K <nic> gso off gro off tso off' },
    { when: 'long-term', text: 'Another card, or two in a bond.' },
  ],
  prevention: [{ text: 'The uplink does not hang on one card known for it.', check: 'single e1000e uplink' }],
  settle: [{ what: 'whether the card hung', command: 'journalctl -k --no-pager | grep -E "Unit Hang|NETDEV WATCHDOG" | tail' }],
})
