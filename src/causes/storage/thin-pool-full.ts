import { defineCause } from '../define.ts'

export const thinPoolFull = defineCause({
  id: 'storage.thin-pool-full',
  title: 'the LVM-thin pool ran out of space',
  area: 'storage',
  doc: 'The kernel switches the thin pool to out-of-data-space, or lvs shows a data share of 100 %. Writes wait 60 s and then fail; QEMU pauses guests with io-error, guests see I/O errors and read-only filesystems afterwards. A pool above 80 % is a warning only.',
  state: 'paused',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [{ kind: 'thin-pool.out-of-data' }, { kind: 'lvs.thin-pool', where: (o) => Number(o.fields['dataPercent']) >= 99.5 }],
    supporting: [{ kind: ['thin-pool.low-water', 'qemu.paused-io-error', 'disk.io-error', 'fs.readonly', 'fs.error', 'qemu.paused'] }],
  },
  mustLog: 'host-kernel',
  suspectWhen: ['paused'],
  because: (finding) =>
    `The thin pool${finding.about.device === undefined ? (finding.about.pool === undefined ? '' : ` ${finding.about.pool}`) : ` ${finding.about.device}`} had no space left; writes of the guests on it failed.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Extend the pool or delete snapshots and unused volumes, then resume the paused guests.',
      command: 'lvs -a -o+data_percent,metadata_percent; lvextend -L +50G pve/data; qm resume {guest}',
    },
    {
      when: 'short-term',
      text: 'Let guests give freed space back: discard=on and fstrim; autoextend the pool.',
      command: 'qm set {guest} --scsi0 <volume>,discard=on',
    },
    { when: 'long-term', text: 'Alert at 80 % and do not promise much more space than there is.' },
  ],
  prevention: [{ text: 'Data and metadata of thin pools stay below 80 %.', check: 'data% > 80 or metadata% > 80' }],
  settle: [{ what: 'how full the pool is', command: 'lvs -a -o+data_percent,metadata_percent --readonly' }],
})
