import { verifyCause } from '../verify.ts'
import { dependencyDown } from './dependency-down.ts'

verifyCause(dependencyDown, {
  supported: [
    { name: 'by dhcp.no-answer', host: ['No DHCPOFFERS received.'] },
    { name: 'by dhcp.no-answer in other words', host: ['eth0: DHCPv4 lease lost'] },
    {
      name: 'by dns.failing',
      host: ['1', '2', '3'].map(() => 'curl: (6) Could not resolve host: x (Temporary failure in name resolution)'),
    },
  ],
  weak: [{ name: 'one name that was not found', host: ['curl: (6) Could not resolve host: x (Temporary failure in name resolution)'] }],
  silent: [
    {
      name: 'an ordinary day',
      host: ['pveproxy[1201]: worker exit', 'systemd[1]: Started 102.scope.', 'kernel: vmbr0: port 3(tap102i0) entered forwarding state'],
    },
  ],
})
