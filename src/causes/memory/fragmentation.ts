import { defineCause } from '../define.ts'

export const fragmentation = defineCause({
  id: 'memory.fragmentation',
  title: 'there was enough memory, but none of it contiguous',
  area: 'memory',
  doc: 'The kernel could not find contiguous pages: `page allocation failure: order:4` or higher for QEMU or its disks, or `possible memory allocation deadlock` of XFS. Free memory may still be many GiB.',
  state: 'hung',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [
      { kind: 'kernel.allocation-deadlock' },
      {
        kind: 'kernel.allocation-failure',
        side: 'host',
        where: (o) => Number(o.fields['order'] ?? 0) >= 3 && /kvm|qemu|vhost|CPU \d+\/KVM/.test(o.about.process ?? ''),
      },
    ],
    supporting: [{ kind: ['kernel.hung-task', 'kernel.allocation-failure'] }],
  },
  mustLog: 'host-kernel',
  because: (finding) =>
    `The kernel could not find contiguous memory (${finding.decisive[0]?.says ?? ''}), although memory was free in small pieces.`,
  remedies: [
    { when: 'immediate', text: 'Ask the kernel to put free pages together, or reboot.', command: 'cat /proc/buddyinfo' },
    { when: 'long-term', text: 'Reserve huge pages at boot, or keep more memory free (vm.min_free_kbytes).' },
  ],
  prevention: [{ text: 'High-order pages stay available.', check: 'buddyinfo order ≥ 4 > 0' }],
  settle: [{ what: 'whether contiguous memory is left', command: 'cat /proc/buddyinfo' }],
})
