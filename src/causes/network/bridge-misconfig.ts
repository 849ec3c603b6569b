import { defineCause } from '../define.ts'

export const bridgeMisconfig = defineCause({
  id: 'network.bridge-misconfig',
  title: 'the bridge is missing or has no working port',
  area: 'network',
  doc: 'The bridge names a port that does not exist (a card renamed after a new kernel or a new device), so the host and its guests have no network. The cards themselves are fine.',
  state: 'unreachable',
  reach: 'node',
  planned: false,
  signals: { decisive: [{ kind: 'bridge.no-port' }], supporting: [{ kind: ['qemu.start-error', 'bridge.port-down', 'nic.renamed'] }] },
  because: (finding) => `The bridge has no working port: ${String(finding.decisive[0]?.fields['what'] ?? '')}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Put the present name of the card into the bridge and reload.',
      command: 'ip -br link; nano /etc/network/interfaces; ifreload -a',
    },
    { when: 'long-term', text: 'Pin interface names.', command: 'pve-network-interface-pinning generate' },
  ],
  prevention: [{ text: 'Every bridge port exists.', check: 'bridge-ports in /etc/network/interfaces against ip link' }],
  settle: [{ what: 'which ports the bridge has', command: 'ip -br link; bridge link; grep -A5 vmbr /etc/network/interfaces' }],
})
