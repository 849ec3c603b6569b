import { defineCause } from '../define.ts'

export const dataCorruption = defineCause({
  id: 'storage.data-corruption',
  title: 'the data under the image is damaged',
  area: 'storage',
  doc: 'Checksum errors of ZFS or btrfs without a copy to heal from, or an image QEMU marks as corrupt. Bad memory shows the same on all disks at once.',
  state: 'degraded',
  reach: 'storage',
  planned: false,
  signals: {
    // A single wrong checksum was corrected and is no more than a reason to look.
    decisive: [
      { kind: 'data.corrupt', side: 'host' },
      { kind: 'zfs.checksum', where: (o) => Number(o.count ?? 1) >= 3 || /class=data/.test(o.cites[0].message) },
    ],
    supporting: [{ kind: ['zfs.checksum', 'pool.status', 'fs.error', 'qemu.paused-io-error', 'edac.corrected'] }],
  },
  because: (finding) => `Stored data of the guest is damaged: ${String(finding.decisive[0]?.fields['what'] ?? finding.decisive[0]?.says)}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Restore the guest from backup; test the memory of the host.',
      command: 'zpool status -v; qemu-img check <image>',
    },
  ],
  prevention: [{ text: 'Pools are redundant and scrubbed; the host has ECC memory.', check: 'zpool errors > 0' }],
  settle: [{ what: 'what is damaged', command: 'zpool status -v' }],
})
