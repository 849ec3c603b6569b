import { defineCause } from '../define.ts'

export const driverMissing = defineCause({
  id: 'network.driver-missing',
  title: 'the kernel has no driver for the network card',
  area: 'network',
  doc: 'The driver refuses the card (`unknown chip XID`) or fails to probe it, usually right after a kernel update or a change of hardware. The host is up without network.',
  state: 'unreachable',
  reach: 'node',
  planned: false,
  signals: { decisive: [{ kind: 'nic.driver-missing' }], supporting: [{ kind: ['bridge.no-port'] }] },
  mustLog: 'host-kernel',
  because: (finding) => `The kernel cannot drive the network card: ${String(finding.decisive[0]?.fields['what'] ?? '')}.`,
  remedies: [
    { when: 'immediate', text: 'Boot the kernel used before, from the console.', command: 'proxmox-boot-tool kernel list' },
    { when: 'short-term', text: 'A newer kernel or the driver of the maker.', command: 'lspci -nnk | grep -A3 -i ethernet' },
  ],
  prevention: [{ text: 'A new kernel is tested on one node first.', check: 'staged kernel updates' }],
  settle: [{ what: 'which driver the card has', command: 'lspci -nnk | grep -A3 -i ethernet' }],
})
