import { verifyCause } from '../verify.ts'
import { driverMissing } from './driver-missing.ts'

verifyCause(driverMissing, {
  supported: [
    {
      name: 'by nic.driver-missing',
      host: ['kernel: r8169 0000:02:00.0: error -ENODEV: unknown chip XID 688, contact r8169 maintainers (see MAINTAINERS file)'],
    },
    { name: 'by nic.driver-missing in other words', host: ['kernel: e1000e 0000:00:1f.6: probe with driver e1000e failed with error -2'] },
  ],
  weak: [{ name: 'what may accompany it, alone', host: [`no physical interface on bridge 'vmbr1'`] }],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: r8169 0000:02:00.0: error -ENODEV: unknown chip XID 688, contact r8169 maintainers (see MAINTAINERS file)'],
    },
  ],
})
