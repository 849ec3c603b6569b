import { defineCheck, say } from '../define.ts'

export const swapCheck = defineCheck({
  id: 'swap',
  title: 'There is some swap',
  on: ['pve', 'libvirt'],
  look(patient) {
    const total = /^SwapTotal:\s+(\d+) kB/m.exec(patient.text('memory.txt'))?.[1]
    if (total === undefined) return say.unseen('Its memory was not to be seen.')
    if (/^\/dev\/zd\d+/m.test(patient.text('memory.txt')))
      return {
        result: 'problem',
        because: 'Swap lies on a ZFS volume: under pressure that can lock the host up.',
        fix: 'Put it on a plain partition or use zram.',
      }
    return Number(total) > 0
      ? say.ok(`${(Number(total) / 1_048_576).toFixed(1)} GiB.`)
      : {
          result: 'warning',
          because: 'None: what does not fit is killed at once.',
          fix: 'A few GiB, not on a ZFS volume.',
          command: 'apt install zram-tools',
        }
  },
})
