import { defineCollector } from '../define.ts'

/** Sleeping disks are left asleep, and disks that the kernel already complains about are not asked: that may hang. */
export const smart = defineCollector({
  id: 'smart',
  title: 'Health of the disks',
  on: ['pve', 'libvirt'],
  round: 'evidence',
  lasts: 7,
  needs: 'root',
  steps: ({ disks }) =>
    disks.length > 0 ? [{ use: 'smart', with: { disks: disks.join(' ') }, artifact: 'smart.json.txt', holds: 'state' }] : [],
})
