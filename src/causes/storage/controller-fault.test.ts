import { verifyCause } from '../verify.ts'
import { controllerFault } from './controller-fault.ts'

verifyCause(controllerFault, {
  supported: [
    { name: 'by usb.controller-dead', host: ['kernel: xhci_hcd 0000:00:14.0: xHCI host controller not responding, assume dead'] },
    { name: 'by usb.controller-dead in other words', host: ['kernel: xhci_hcd 0000:03:00.0: HC died; cleaning up'] },
    { name: 'by raid.fault', host: ['kernel: megaraid_sas 0000:03:00.0: FW in FAULT state Fault code:0x10000'] },
    { name: 'by raid.fault in other words', host: ['kernel: mpt3sas_cm0: SAS host is non-operational !!!!'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: usb 2-1: USB disconnect, device number 4',
        'kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0',
        'kernel: sd 0:0:0:0: rejecting I/O to offline device',
        `kernel: WARNING: Pool 'rpool' has encountered an uncorrectable I/O failure and has been suspended.`,
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: xhci_hcd 0000:00:14.0: xHCI host controller not responding, assume dead'],
    },
    {
      name: 'the same in the log of the guest',
      guest: ['kernel: xhci_hcd 0000:00:14.0: xHCI host controller not responding, assume dead'],
    },
    { name: 'what only looks alike', host: ['kernel: mpt3sas_cm0: log_info(0x31120303): originator(PL), code(0x12), sub_code(0x0303)'] },
  ],
})
