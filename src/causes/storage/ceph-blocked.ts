import { defineCause } from '../define.ts'

export const cephBlocked = defineCause({
  id: 'storage.ceph-blocked',
  title: 'Ceph blocked I/O',
  area: 'storage',
  doc: 'Placement groups are inactive, the cluster is full, or operations are slow for minutes; disks of guests stand still without an error. Monitors without quorum do the same. `HEALTH_WARN` for other reasons proves nothing.',
  state: 'hung',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [{ kind: ['ceph.inactive', 'ceph.full', 'ceph.slow-ops'] }],
    supporting: [{ kind: ['ceph.osd-down', 'kernel.hung-task', 'qemu.qmp-timeout', 'qemu.paused', 'qemu.paused-io-error'] }],
  },
  burstMs: 60 * 60_000,
  because: (finding) =>
    `Ceph could not serve the disks: ${finding.decisive.map((o) => o.fields['what']).find((what) => what !== undefined) ?? finding.decisive[0]?.says}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Bring the missing OSDs or monitors back, or free space; guests then go on by themselves.',
      command: 'ceph -s; ceph health detail; ceph osd tree',
    },
    { when: 'long-term', text: 'Three failure domains with size 3 and min_size 2; alert on nearfull.' },
  ],
  prevention: [{ text: 'Ceph is HEALTH_OK with size 3, min_size 2.', check: 'ceph health, pool size/min_size' }],
  settle: [{ what: 'how Ceph was', command: 'ceph health detail' }],
})
