import { verifyCause } from '../verify.ts'
import { fragmentation } from './fragmentation.ts'

verifyCause(fragmentation, {
  supported: [
    { name: 'by kernel.allocation-deadlock', host: ['kernel: XFS: possible memory allocation deadlock in kmem_alloc (mode:0x250)'] },
    {
      name: 'by kernel.allocation-deadlock in other words',
      host: ['kernel: XFS: kworker/3:1(811) possible memory allocation deadlock size 65552 in kmem_realloc (mode:0x2400240)'],
    },
    {
      name: 'by kernel.allocation-failure',
      host: ['kernel: kvm: page allocation failure: order:4, mode:0x40dc0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO), nodemask=(null)'],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: XFS: possible memory allocation deadlock in kmem_alloc (mode:0x250)'],
    },
    {
      name: 'the same in the log of the guest',
      guest: ['kernel: kvm: page allocation failure: order:4, mode:0x40dc0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO), nodemask=(null)'],
    },
  ],
})
