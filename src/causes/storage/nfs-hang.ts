import { defineCause } from '../define.ts'

export const nfsHang = defineCause({
  id: 'storage.nfs-hang',
  title: 'the NFS or SMB server did not answer',
  area: 'storage',
  doc: '`nfs: server … not responding, still trying`: everything with a disk there waits, for hours if need be, and goes on when the server answers. Guests do not die, they freeze; hung tasks come two minutes later. Other messages such as a slow status daemon are consequences.',
  state: 'hung',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [
      // A start that fails on it. The status daemon says the same of a file server that nobody needs.
      { kind: 'task.error', where: (o) => /^storage '[^']+' is not online/.test(String(o.fields['error'])) },
      { kind: ['nfs.not-responding', 'cifs.not-responding', 'nfs.unreachable'] },
      {
        kind: 'kernel.hung-task',
        where: (o) => (o.fields['waitsOn'] === 'nfs' || o.fields['waitsOn'] === 'cifs') && o.about.process !== 'nfsd',
      },
    ],
    supporting: [
      {
        kind: [
          'storage.offline',
          'mount.stale',
          'kernel.hung-task',
          'pve.status-slow',
          'qemu.qmp-timeout',
          'nfs.ok',
          'guest.virtual-disk-stuck',
        ],
      },
    ],
  },
  splitBy: ['server'],
  burstMs: 60 * 60_000,
  mustLog: 'host-kernel',
  suspectWhen: ['hung'],
  because: (finding) =>
    `The file server${finding.about.server === undefined ? '' : ` ${finding.about.server}`} did not answer, and everything that uses it waited.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Bring the server or the network to it back; do not kill the guests, they go on by themselves.',
      command: 'showmount -e <server>; ping -c3 <server>',
    },
    { when: 'long-term', text: 'A network of its own for storage; no server that depends on guests it serves.' },
  ],
  prevention: [{ text: 'The file server does not depend on guests it serves.', check: 'storage hosted by a guest of the same cluster' }],
  settle: [{ what: 'whether the server answered', command: 'journalctl -k --no-pager | grep -E "not responding|nfs: server"' }],
})
