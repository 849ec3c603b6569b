import { verifyCause } from '../verify.ts'
import { usbDisconnect } from './usb-disconnect.ts'

verifyCause(usbDisconnect, {
  supported: [
    {
      name: 'by usb.disconnect',
      host: [
        'kernel: usb 2-1: USB disconnect, device number 4',
        'kernel: sd 0:0:0:0: [sda] Synchronize Cache(10) failed: Result: hostbyte=DID_ERROR',
      ],
    },
    {
      name: 'by usb.disconnect in other words',
      host: ['kernel: usb 2-1: device not accepting address 5, error -71', 'kernel: EXT4-fs (sdb2): Remounting filesystem read-only'],
    },
  ],
  weak: [
    { name: 'a mouse', host: ['kernel: usb 1-4: USB disconnect, device number 3'] },
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0',
        'kernel: sd 0:0:0:0: rejecting I/O to offline device',
        'kernel: EXT4-fs (sda1): Remounting filesystem read-only',
        'kernel: EXT4-fs error (device dm-1): ext4_journal_check_start:83: comm rs:main Q:Reg: Detected aborted journal',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: usb 2-1: USB disconnect, device number 4'] },
    { name: 'the same in the log of the guest', guest: ['kernel: usb 2-1: USB disconnect, device number 4'] },
  ],
})
