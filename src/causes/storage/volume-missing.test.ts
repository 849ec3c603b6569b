import { verifyCause } from '../verify.ts'
import { volumeMissing } from './volume-missing.ts'

verifyCause(volumeMissing, {
  supported: [
    { name: 'by volume.missing', host: ['no such logical volume pve/vm-104-disk-0'] },
    { name: 'by volume.missing in other words', host: [`cannot import 'tank': no such pool available`] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'start failed: QEMU exited with code 1',
        `pvestatd[811]: storage 'nas' is not online`,
        'pve-ha-crm[811]: unable to start service vm:102 on local node after 1 retries',
      ],
    },
  ],
  silent: [{ name: 'the same in the log of the guest', guest: ['no such logical volume pve/vm-104-disk-0'] }],
})
