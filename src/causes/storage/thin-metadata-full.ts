import { defineCause } from '../define.ts'

export const thinMetadataFull = defineCause({
  id: 'storage.thin-metadata-full',
  title: 'the metadata of the LVM-thin pool ran full',
  area: 'storage',
  doc: 'The small metadata volume of a thin pool is full although the data is not. The pool goes read-only and needs a repair.',
  state: 'paused',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [{ kind: 'thin-pool.metadata-full' }, { kind: 'lvs.thin-pool', where: (o) => Number(o.fields['metaPercent']) >= 99 }],
    supporting: [{ kind: ['thin-pool.read-only', 'disk.io-error', 'qemu.paused-io-error'] }],
  },
  mustLog: 'host-kernel',
  because: () => 'The metadata of the thin pool was full, so the pool could not allocate blocks any more.',
  remedies: [
    { when: 'immediate', text: 'Extend the metadata volume.', command: 'lvextend --poolmetadatasize +1G pve/data' },
    { when: 'long-term', text: 'Alert on metadata_percent.' },
  ],
  prevention: [{ text: 'Metadata of thin pools stays below 80 %.', check: 'metadata% > 80' }],
  settle: [{ what: 'how full the metadata is', command: 'lvs -a -o+metadata_percent --readonly' }],
})
