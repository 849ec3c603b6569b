import { verifyCause } from '../verify.ts'
import { zfsPoolFull } from './zfs-pool-full.ts'

verifyCause(zfsPoolFull, {
  supported: [{ name: 'by zfs.full', host: [`cannot create 'rpool/data/vm-100-disk-1': out of space`] }],
  silent: [
    { name: 'the same in the log of the guest', guest: [`cannot create 'rpool/data/vm-100-disk-1': out of space`] },
    { name: 'what may accompany it, alone', host: ['status: io-error'] },
  ],
})
