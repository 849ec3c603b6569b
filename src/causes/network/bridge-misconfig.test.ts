import { verifyCause } from '../verify.ts'
import { bridgeMisconfig } from './bridge-misconfig.ts'

verifyCause(bridgeMisconfig, {
  supported: [
    { name: 'by bridge.no-port', host: [`no physical interface on bridge 'vmbr1'`] },
    {
      name: 'by bridge.no-port in other words',
      host: ['3: vmbr0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue state DOWN group default qlen 1000'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: ['start failed: QEMU exited with code 1', 'kernel: vmbr0: port 1(eno1) entered disabled state'],
    },
  ],
  silent: [{ name: 'the same in the log of the guest', guest: [`no physical interface on bridge 'vmbr1'`] }],
})
