import { defineCause } from '../define.ts'

export const networkBlockLost = defineCause({
  id: 'storage.network-block-lost',
  title: 'iSCSI, Fibre Channel or multipath lost its paths',
  area: 'storage',
  doc: 'Connections to the block storage break and no path is left (`remaining active paths: 0`, `session recovery timed out`). One path of several is not an outage.',
  state: 'hung',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [{ kind: ['multipath.no-path', 'iscsi.lost', 'fc.port-lost', 'sanlock.lease-lost', 'gluster.down'] }],
    supporting: [
      { kind: ['multipath.path-failed', 'disk.io-error', 'kernel.hung-task', 'fs.readonly', 'qemu.paused-io-error', 'nic.link-down'] },
    ],
  },
  mustLog: 'host-kernel',
  because: (finding) => `The host lost its way to the block storage: ${finding.decisive[0]?.says}.`,
  remedies: [
    { when: 'immediate', text: 'Bring the paths back, then resume paused guests.', command: 'multipath -ll; iscsiadm -m session -P1' },
    { when: 'long-term', text: 'Two separate paths.' },
  ],
  prevention: [{ text: 'Every LUN has two paths.', check: 'multipath paths < 2' }],
  settle: [{ what: 'which paths are up', command: 'multipath -ll' }],
})
