import { defineCause } from '../define.ts'

export const nvmeDrop = defineCause({
  id: 'storage.nvme-drop',
  title: 'an NVMe drive stopped answering or left the bus',
  area: 'storage',
  doc: '`controller is down; will reset: CSTS=0xffffffff`, a failed reset, or timeouts that end in a disabled device. What follows (I/O errors, suspended pools, read-only filesystems) is only how it shows. Power saving and firmware are the usual reasons.',
  state: 'hung',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [{ kind: ['nvme.controller-down', 'nvme.reset-failed'], side: 'host' }],
    supporting: [
      {
        kind: [
          'nvme.timeout',
          'disk.io-error',
          'pool.io-error',
          'pool.suspended',
          'fs.readonly',
          'fs.error',
          'kernel.hung-task',
          'pcie.fatal',
        ],
      },
    ],
  },
  splitBy: ['device'],
  mustLog: 'host-kernel',
  suspectWhen: ['hung'],
  because: (finding) =>
    `The NVMe drive ${finding.about.device ?? ''} of the host stopped answering${finding.decisive.some((o) => o.kind === 'nvme.reset-failed') ? ' and could not be reset' : ''}.`.replace(
      '  ',
      ' ',
    ),
  remedies: [
    { when: 'immediate', text: 'Power the host off completely and on again; a warm reboot often does not bring the drive back.' },
    {
      when: 'short-term',
      text: 'Turn off its power saving with kernel parameters.',
      command: 'nvme_core.default_ps_max_latency_us=0 pcie_aspm=off',
    },
    { when: 'long-term', text: 'New firmware, another slot, or a drive made for servers.', command: 'nvme smart-log /dev/nvme0' },
  ],
  prevention: [{ text: 'Drives do not use power saving states they do not survive.', check: 'APST enabled on consumer drives' }],
  settle: [{ what: 'whether the drive is still there', command: 'nvme list; dmesg | grep -i nvme | tail' }],
})
