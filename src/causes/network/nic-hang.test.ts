import { verifyCause } from '../verify.ts'
import { nicHang } from './nic-hang.ts'

verifyCause(nicHang, {
  supported: [
    { name: 'by nic.tx-hang', host: ['kernel: e1000e 0000:00:1f.6 eno1: Detected Hardware Unit Hang:'] },
    { name: 'by nic.tx-hang in other words', host: ['kernel: NETDEV WATCHDOG: eth0 (r8169): transmit queue 0 timed out'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: e1000e 0000:00:1f.6 eno1: NIC Link is Down',
        'kernel: e1000e 0000:00:1f.6 eno1: NIC Link is Up 1000 Mbps Full Duplex, Flow Control: None',
        'kernel: vmbr0: port 1(eno1) entered disabled state',
        'corosync[811]: [KNET  ] link: host: 2 link: 0 is down',
      ],
    },
  ],
  silent: [{ name: 'the same words of another program', host: ['myapp[4242]: e1000e 0000:00:1f.6 eno1: Detected Hardware Unit Hang:'] }],
})
