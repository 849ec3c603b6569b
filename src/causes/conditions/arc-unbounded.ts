import { defineCircumstance } from '../define.ts'

const gib = (kib: number) => `${(kib / 1024 / 1024).toFixed(1)} GiB`

export const arcUnbounded = defineCircumstance({
  id: 'condition.arc-unbounded',
  title: 'memory that no process held, most likely the ZFS cache',
  role: 'condition',
  doc: 'In the memory report of the kernel a large part is held by nobody it counts. On a host with ZFS that is its cache, which gives memory back too slowly for a burst.',
  belongsTo: ['memory.host-oom', 'memory.host-livelock', 'memory.start-failure'],
  find({ observations }) {
    const zfs = observations.some(
      (o) =>
        o.side === 'host' &&
        (/^(?:pool|zfs)\./.test(o.kind) || (o.kind === 'kernel.oom-report' && o.cites.some((r) => /zfs|zio_|arc_|txg_/.test(r.message)))),
    )
    const report = observations.find(
      (o) =>
        o.kind === 'kernel.oom-report' &&
        o.side === 'host' &&
        typeof o.fields['unaccountedKiB'] === 'number' &&
        Number(o.fields['unaccountedKiB']) > 0.15 * Number(o.fields['managedKiB'] ?? Number.POSITIVE_INFINITY),
    )
    if (!report) return null
    return {
      because: `${gib(Number(report.fields['unaccountedKiB']))} were held by nobody the kernel counts${zfs ? ', on a host with ZFS: its cache' : '; on a host with ZFS that would be its cache'}.`,
      evidence: [report],
    }
  },
  remedies: [
    {
      when: 'short-term',
      text: 'Limit the ZFS cache.',
      command: 'echo "options zfs zfs_arc_max=$((4 << 30))" > /etc/modprobe.d/zfs.conf; update-initramfs -u',
    },
  ],
  prevention: [{ text: 'The ZFS cache has a limit.', check: 'zfs_arc_max ≠ 0 and ≤ 25 % of memory' }],
})
