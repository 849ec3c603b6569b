import { defineCheck, kernelValue } from '../define.ts'

export const arcLimitCheck = defineCheck({
  id: 'arc-limit',
  title: 'The ZFS cache has a limit',
  on: ['pve'],
  look(patient) {
    const limit =
      kernelValue(patient, '/sys/module/zfs/parameters/zfs_arc_max') ?? /^zfs_arc_max (\d+)$/m.exec(patient.text('zfs.txt'))?.[1]
    if (limit === undefined || limit === null) return null
    return Number(limit) > 0
      ? { result: 'ok', because: `${(Number(limit) / 1024 ** 3).toFixed(1)} GiB.` }
      : {
          result: 'warning',
          because: 'zfs_arc_max is 0: the default of this version, which since ZFS 2.3 is nearly all of the memory.',
          fix: 'Set one that leaves room for the guests.',
          command: "echo 'options zfs zfs_arc_max=4294967296' > /etc/modprobe.d/zfs.conf && update-initramfs -u",
        }
  },
})
