import { defineCause } from '../define.ts'

export const overlayDown = defineCause({
  id: 'network.overlay-down',
  title: 'a VPN or tunnel is down while everything else is fine',
  area: 'network',
  doc: 'The tunnel through which the guest is reached has failed (handshake, key, endpoint). In the local network it answers.',
  state: 'unreachable',
  reach: 'guest',
  planned: false,
  signals: { decisive: [{ kind: 'tunnel.down' }], contradicting: [{ kind: ['nic.link-down', 'bond.down', 'nic.tx-hang'] }] },
  because: (finding) => `The tunnel to the guest is down: ${String(finding.decisive[0]?.fields['what'] ?? '')}.`,
  remedies: [
    { when: 'immediate', text: 'Check the endpoint and restart the tunnel.', command: 'wg show; tailscale status; systemctl --failed' },
  ],
  prevention: [{ text: 'There is a second way in.', check: 'access without the tunnel' }],
  settle: [{ what: 'how the tunnel is', command: 'wg show; tailscale status' }],
})
