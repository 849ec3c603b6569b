import { defineCause } from '../define.ts'

export const kernelLeak = defineCause({
  id: 'memory.kernel-leak',
  title: 'the kernel itself ate the memory',
  area: 'memory',
  doc: 'At the time of the kill the processes held only a small part of memory while unreclaimable slab, or memory no counter accounts for on a host without ZFS, had grown. It points to a leak in the kernel, KVM or a driver, not to too many guests.',
  state: 'killed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [
      {
        kind: 'kernel.oom-report',
        side: 'host',
        where: (o) =>
          o.fields['scope'] === 'global' &&
          typeof o.fields['slabKiB'] === 'number' &&
          typeof o.fields['managedKiB'] === 'number' &&
          o.fields['slabKiB'] > 0.4 * o.fields['managedKiB'],
      },
    ],
  },
  mustLog: 'host-kernel',
  because: (finding) =>
    `When memory ran out, ${(Number(finding.decisive[0]?.fields['slabKiB'] ?? 0) / 1024 / 1024).toFixed(1)} GiB of it were kernel slab; no guest held them.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Reboot the host to get the memory back, if possible into the kernel used before.',
      command: 'proxmox-boot-tool kernel list',
    },
    { when: 'long-term', text: 'Report the growing cache with its name.', command: 'slabtop -o -s c | head -20' },
  ],
  prevention: [{ text: 'Unreclaimable slab stays below 10 % of memory.', check: 'SUnreclaim < 10 % of MemTotal and not growing' }],
  settle: [{ what: 'which kernel cache grows', command: 'slabtop -o -s c | head -20' }],
})
