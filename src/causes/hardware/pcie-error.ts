import { defineCause } from '../define.ts'

export const pcieError = defineCause({
  id: 'hardware.pcie-error',
  title: 'a fatal PCIe error took a device off the bus',
  area: 'hardware',
  doc: 'An uncorrected fatal AER error, a DPC containment or a slot whose link went down. Corrected errors, even many, are noise until a device is lost.',
  state: 'killed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: ['pcie.fatal', 'pcie.link-down'], side: 'host' }],
    supporting: [{ kind: ['nvme.controller-down', 'nic.lost', 'disk.io-error', 'vfio.reset-failed'], side: 'host' }],
  },
  splitBy: ['pci'],
  mustLog: 'host-kernel',
  because: (finding) =>
    `The PCIe device${finding.about.pci === undefined ? '' : ` ${finding.about.pci}`} had a fatal error: ${finding.decisive[0]?.says}.`,
  remedies: [
    { when: 'immediate', text: 'Power the host off and on; reseat the card.', command: 'lspci -vvs <address>' },
    { when: 'long-term', text: 'Firmware, another slot, ASPM off.' },
  ],
  prevention: [{ text: 'No uncorrected PCIe errors are logged.', check: 'aer_dev_fatal > 0' }],
  settle: [{ what: 'which device', command: 'journalctl -k --no-pager | grep -E "AER|pciehp|DPC" | tail' }],
})
