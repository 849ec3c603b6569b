import { defineCause } from '../define.ts'

export const nicLost = defineCause({
  id: 'network.nic-lost',
  title: 'the network card left the PCIe bus',
  area: 'network',
  doc: '`PCIe link lost, device now detached` or `Adapter removed`. Power saving (ASPM) and firmware are the usual reasons. Guests run on, unreachable.',
  state: 'unreachable',
  reach: 'node',
  planned: false,
  signals: { decisive: [{ kind: 'nic.lost' }], supporting: [{ kind: ['nic.link-down', 'bridge.port-down', 'pcie.fatal'] }] },
  mustLog: 'host-kernel',
  because: (finding) => `The network card${finding.about.nic === undefined ? '' : ` ${finding.about.nic}`} fell off the PCIe bus.`,
  remedies: [
    { when: 'immediate', text: 'Power the host off and on.' },
    { when: 'short-term', text: 'Turn off power saving of the bus.', command: 'pcie_aspm=off pcie_port_pm=off' },
  ],
  prevention: [{ text: 'ASPM is off for the card.', check: 'pcie_aspm' }],
  settle: [{ what: 'whether the card is there', command: 'lspci | grep -i ethernet; dmesg | grep -i "link lost"' }],
})
