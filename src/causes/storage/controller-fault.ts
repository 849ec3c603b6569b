import { defineCause } from '../define.ts'

export const controllerFault = defineCause({
  id: 'storage.controller-fault',
  title: 'a disk controller reset or died and took its disks along',
  area: 'storage',
  doc: 'An HBA, RAID, SATA or USB host controller reports a fault or dies (`HC died`, `FW in FAULT state`, `Adapter is dead`). All disks behind it fail in the same second; they are not the cause.',
  state: 'hung',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [{ kind: ['usb.controller-dead', 'raid.fault', 'ahci.fault'], side: 'host' }],
    supporting: [
      {
        kind: [
          'usb.disconnect',
          'disk.io-error',
          'disk.offline',
          'pool.suspended',
          'pool.io-error',
          'fs.readonly',
          'kernel.hung-task',
          'disk.link-error',
        ],
      },
    ],
  },
  mustLog: 'host-kernel',
  because: (finding) =>
    `The controller${finding.about.pci === undefined ? '' : ` ${finding.about.pci}`} failed: ${finding.decisive[0]?.says}. The disks behind it went with it.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Power the machine off and on; check heat and seat of the card.',
      command: 'lspci -vv | grep -A20 -iE "sas|raid|sata|usb"',
    },
    { when: 'long-term', text: 'New firmware; no USB disks for guests; cooling for the card.' },
  ],
  prevention: [{ text: 'Guests do not live on USB disks.', check: 'storage on USB' }],
  settle: [{ what: 'what the controller said', command: 'journalctl -k --no-pager | grep -iE "xhci|megaraid|mpt3sas|ahci" | tail -30' }],
})
