import { defineCause } from '../define.ts'

export const storageFsFull = defineCause({
  id: 'storage.fs-full',
  title: 'a filesystem of the host is full',
  area: 'storage',
  doc: '`No space left on device` on the host, or df at 100 %: either the storage that holds the image, so QEMU pauses the guest, or the root of the host, so management and logs stop.',
  state: 'paused',
  reach: 'storage',
  planned: false,
  signals: {
    // A full backup target stops backups, not guests.
    decisive: [
      // The root of a container is its own affair.
      { kind: 'df.full', side: 'host', where: (o) => o.about.guest === undefined },
      { kind: 'fs.full', side: 'host', where: (o) => !/vzdump|\/dump\/|backup|\.vma|\.tar/.test(o.cites[0].message) },
    ],
    supporting: [{ kind: ['fs.full', 'qemu.paused-io-error', 'task.error', 'host.service-failed', 'qemu.start-error'] }],
  },
  because: (finding) =>
    `A filesystem of the host was full${finding.decisive.find((o) => o.fields['mount'] !== undefined) ? ` (${String(finding.decisive.find((o) => o.fields['mount'] !== undefined)?.fields['mount'])})` : ''}; images on it could not grow and programs could not write.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Delete old backups or ISO images, then resume paused guests.',
      command: 'df -h; du -xh /var/lib/vz --max-depth=2 | sort -h | tail; qm resume {guest}',
    },
    { when: 'long-term', text: 'Keep backups off the root filesystem; alert at 85 %.' },
  ],
  prevention: [{ text: 'Host filesystems stay below 85 %.', check: 'df use > 85 %' }],
  settle: [{ what: 'how full the filesystems are', command: 'df -h; df -i' }],
})
