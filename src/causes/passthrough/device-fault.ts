import { defineCause } from '../define.ts'

export const passthroughDeviceFault = defineCause({
  id: 'passthrough.device-fault',
  title: 'a passed-through device could not be reset or faulted',
  area: 'passthrough',
  doc: 'After the guest stops or starts, the device does not come back from its reset (`not ready … after FLR`, `stuck in D3`), or it faults while in use. Graphics cards are known for it. The guest cannot start again, or QEMU dies, until the host is power-cycled.',
  state: 'start-failed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      {
        kind: 'vfio.reset-failed',
        side: 'host',
        where: (o) =>
          !/^vfio_bar_restore|^not ready (?:1|2|4|8)\d{3}ms after [\w ]+$/.test(String(o.fields['what'])) || Number(o.count ?? 1) >= 3,
      },
      { kind: 'vfio.fault', side: 'host' },
      { kind: 'gpu.lost' },
    ],
    supporting: [
      {
        kind: [
          'vfio.reset-failed',
          'qemu.start-error',
          'qemu.assertion',
          'vfio.attached',
          'kernel.hung-task',
          'qemu.kvm-error',
          'pcie.fatal',
        ],
      },
    ],
  },
  mustLog: 'host-kernel',
  suspectWhen: [],
  because: (finding) =>
    `The passed-through device${finding.about.pci === undefined ? '' : ` ${finding.about.pci}`} failed: ${String(finding.decisive[0]?.fields['what'] ?? finding.decisive[0]?.says)}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Power the host off completely and on again; the device comes back with power.',
      command: 'lspci -nnk -s <address>',
    },
    { when: 'short-term', text: 'Disable power saving for the device.', command: 'vfio-pci.disable_idle_d3=1' },
    { when: 'long-term', text: 'A reset module for the card, or a card that resets.' },
  ],
  prevention: [{ text: 'Passed-through devices support a function reset.', check: 'hostpci without FLR' }],
  settle: [{ what: 'whether the device answers', command: 'lspci -vvs <address> | head' }],
})
