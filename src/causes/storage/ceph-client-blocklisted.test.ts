import { verifyCause } from '../verify.ts'
import { cephClientBlocklisted } from './ceph-client-blocklisted.ts'

verifyCause(cephClientBlocklisted, {
  supported: [
    { name: 'by ceph.blocklisted', host: ['librbd::Watcher: 0x55 C_NotifyAck: client blocklisted'] },
    { name: 'by ceph.blocklisted in other words', host: ['rbd: rbd0: encountered watch error: -107'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: ['kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0', 'status: io-error'],
    },
  ],
  silent: [{ name: 'the same in the log of the guest', guest: ['librbd::Watcher: 0x55 C_NotifyAck: client blocklisted'] }],
})
