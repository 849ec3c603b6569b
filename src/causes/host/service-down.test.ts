import { verifyCause } from '../verify.ts'
import { hostServiceDown } from './service-down.ts'

verifyCause(hostServiceDown, {
  supported: [
    { name: 'by host.service-failed', host: [`systemd[1]: pve-cluster.service: Failed with result 'exit-code'.`] },
    {
      name: 'by host.service-failed in other words',
      host: ['systemd[1]: Failed to start pve-cluster.service - The Proxmox VE cluster filesystem.'],
    },
    { name: 'by host.service-unreachable', host: ['ipcc_send_rec[1] failed: Connection refused'] },
    {
      name: 'by host.service-unreachable in other words',
      host: [`error: Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory`],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'start failed: QEMU exited with code 1',
        'kernel: kvm[91827]: segfault at 0 ip 00005602a4b9d2c1 sp 00007ffd2f0c2a40 error 4 in qemu-system-x86_64[5602a47c3000+64a000] likely on CPU 3 (core 3, socket 0)',
        'Failed to write entry (22 items, 612 bytes), ignoring: No space left on device',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: [`myapp[4242]: pve-cluster.service: Failed with result 'exit-code'.`] },
    { name: 'the same in the log of the guest', guest: [`systemd[1]: pve-cluster.service: Failed with result 'exit-code'.`] },
  ],
})
