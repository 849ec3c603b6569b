import { defineCause } from '../define.ts'

export const thinPoolDamaged = defineCause({
  id: 'storage.thin-pool-damaged',
  title: 'the LVM-thin pool is inactive or needs a repair',
  area: 'storage',
  doc: '`Check of pool … failed. Manual repair required!` or a transaction id that does not match. Guests on the pool cannot start.',
  state: 'start-failed',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [
      { kind: 'thin-pool.needs-repair' },
      { kind: 'thin-pool.read-only', where: (o) => o.fields['mode'] !== undefined && String(o.fields['mode']).startsWith('fail') },
    ],
    supporting: [{ kind: ['volume.missing', 'qemu.start-error', 'task.error', 'thin-pool.read-only'] }],
  },
  mustLog: undefined,
  because: (finding) => `The thin pool needs a repair before its volumes can be used (${finding.decisive[0]?.says}).`,
  remedies: [
    {
      when: 'immediate',
      text: 'Keep a copy of the metadata first, then repair with the pool inactive.',
      command: 'lvconvert --repair pve/data',
    },
    { when: 'long-term', text: 'Keep free space in the volume group for repairs.' },
  ],
  prevention: [{ text: 'The volume group has room for a metadata copy.', check: 'vg free ≥ metadata size' }],
  settle: [{ what: 'in which state the pool is', command: 'lvs -a --readonly -o+lv_health_status' }],
})
