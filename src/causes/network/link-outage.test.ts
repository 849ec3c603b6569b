import { verifyCause } from '../verify.ts'
import { linkOutage } from './link-outage.ts'

verifyCause(linkOutage, {
  supported: [
    { name: 'by bond.down', host: ['kernel: bond0: now running without any active interface!'] },
    { name: 'by nic.link-down', host: ['kernel: e1000e 0000:00:1f.6 eno1: NIC Link is Down'] },
    { name: 'by nic.link-down in other words', host: ['kernel: r8169 0000:02:00.0 enp2s0: Link is Down'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: vmbr0: port 1(eno1) entered disabled state',
        'kernel: e1000e 0000:00:1f.6 eno1: NIC Link is Up 1000 Mbps Full Duplex, Flow Control: None',
        'corosync[811]: [KNET  ] link: host: 2 link: 0 is down',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: bond0: now running without any active interface!'] },
    { name: 'the same in the log of the guest', guest: ['kernel: bond0: now running without any active interface!'] },
    { name: 'what only looks alike', host: ['kernel: ata3: SATA link down (SStatus 0 SControl 300)'] },
  ],
})
