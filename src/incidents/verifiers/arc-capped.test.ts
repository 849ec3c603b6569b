import { arcCapped } from './arc-capped.ts'
import { verifyVerifier } from './verify.ts'

const total = { 'cat /proc/meminfo': 'MemTotal:       16777216 kB' }
const arcstats = (max: number) => ({
  '/proc/spl/kstat/zfs/arcstats': `c                               4    ${max}\nc_min                           4    524288000\nc_max                           4    ${max}\nsize                            4    1234567`,
})
const GIB = 1024 ** 3

verifyVerifier(arcCapped, {
  done: {
    'in force': { files: { ...total, ...arcstats(2 * GIB) }, target: {} },
    'as small as wanted': { files: { ...total, ...arcstats(2 * GIB) }, target: { atMostMiB: 2048 } },
    'in force but not kept for the next boot': {
      files: { ...total, ...arcstats(2 * GIB), zfs: `zfs_arc_max ${2 * GIB}` },
      target: {},
      because: /gone after the next boot/,
    },
  },
  notDone: {
    'the default of ZFS 2.3': {
      files: { ...total, ...arcstats(15 * GIB), zfs: 'zfs_arc_max 0' },
      target: {},
      because: /No limit is set; the cache may grow to 15/,
    },
    'larger than wanted': { files: { ...total, ...arcstats(6 * GIB) }, target: { atMostMiB: 2048 } },
  },
  unseen: {
    'only for the next boot': {
      files: { '/etc/modprobe.d/zfs.conf': `options zfs zfs_arc_max=${2 * GIB}` },
      target: {},
      because: /next boot/,
    },
    'how much memory there is': { files: arcstats(2 * GIB), target: {} },
    'commented out': { files: { '/etc/modprobe.d/zfs.conf': '# options zfs zfs_arc_max=1' }, target: {} },
  },
})
