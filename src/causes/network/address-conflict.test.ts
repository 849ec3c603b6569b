import { verifyCause } from '../verify.ts'
import { addressConflict } from './address-conflict.ts'

verifyCause(addressConflict, {
  supported: [
    { name: 'by address.duplicate', host: ['IPv6: eth0: IPv6 duplicate address fe80::1 used by bc:24:11:aa:bb:cc detected!'] },
    { name: 'by address.duplicate in other words', host: ['arp: bc:24:11:00:00:01 is using my IP address 10.0.0.5 on vtnet0!'] },
  ],
  weak: [{ name: 'what may accompany it, alone', host: ['No DHCPOFFERS received.'] }],
  silent: [
    {
      name: 'an ordinary day',
      host: ['pveproxy[1201]: worker exit', 'systemd[1]: Started 102.scope.', 'kernel: vmbr0: port 3(tap102i0) entered forwarding state'],
    },
  ],
})
