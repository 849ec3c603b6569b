import { verifyCause } from '../verify.ts'
import { containerRootfsFull } from './rootfs-full.ts'

verifyCause(containerRootfsFull, {
  supported: [{ name: 'by ct.rootfs-full', host: ['kernel: loop: Write error at byte offset 4096, length 4096.'] }],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'Failed to write entry (22 items, 612 bytes), ignoring: No space left on device',
        '/dev/mapper/pve-root   94G   94G     0 100% /',
        `startup for container '203' failed`,
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: loop: Write error at byte offset 4096, length 4096.'] },
    { name: 'the same in the log of the guest', guest: ['kernel: loop: Write error at byte offset 4096, length 4096.'] },
  ],
})
