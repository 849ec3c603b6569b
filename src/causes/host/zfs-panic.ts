import { defineCause } from '../define.ts'

export const hostZfsPanic = defineCause({
  id: 'host.zfs-panic',
  title: 'ZFS panicked on the host: its threads stopped and disk I/O hangs',
  area: 'host',
  doc: '`VERIFY … failed` or `PANIC at …` of ZFS or SPL. The threads stop, everything that uses the pool waits, though the host still answers. Hung tasks afterwards are consequences.',
  state: 'hung',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: 'kernel.spl-panic' }],
    supporting: [{ kind: ['kernel.hung-task', 'qemu.qmp-timeout', 'pve.status-slow'] }],
  },
  mustLog: 'host-kernel',
  because: (finding) => `ZFS stopped itself: ${String(finding.decisive[0]?.fields['reason'] ?? '')}.`,
  remedies: [
    { when: 'immediate', text: 'Reboot the host; nothing on the pool will go on by itself.', command: 'zpool status -v' },
    { when: 'short-term', text: 'Scrub the pool and test the memory.', command: 'zpool scrub <pool>' },
    { when: 'long-term', text: 'Update ZFS and the kernel together.' },
  ],
  prevention: [{ text: 'ZFS is current and the pool is scrubbed.', check: 'zfs version, last scrub' }],
  settle: [{ what: 'the whole message', command: 'journalctl -k --no-pager | grep -A25 -E "VERIFY|PANIC"' }],
})
