import { verifyCause } from '../verify.ts'
import { dataCorruption } from './data-corruption.ts'

verifyCause(dataCorruption, {
  supported: [
    { name: 'by data.corrupt', host: ['errors: Permanent errors have been detected in the following files:'] },
    {
      name: 'by zfs.checksum',
      host: [1, 2, 3].map((n) => `zed[${n}]: eid=${n} class=checksum pool='tank' vdev=ata-X size=8192 offset=1234 priority=0 err=52`),
    },
  ],
  weak: [
    {
      name: 'a single wrong checksum',
      host: [`kernel: eid=12 class=checksum pool='tank' vdev=ata-X size=8192 offset=1234 priority=0 err=52`],
    },
    {
      name: 'what may accompany it, alone',
      host: [
        ' state: SUSPENDED',
        'kernel: EXT4-fs error (device dm-1): ext4_journal_check_start:83: comm rs:main Q:Reg: Detected aborted journal',
        'status: io-error',
        'kernel: EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [`myapp[4242]: eid=12 class=checksum pool='tank' vdev=ata-X size=8192 offset=1234 priority=0 err=52`],
    },
  ],
})
