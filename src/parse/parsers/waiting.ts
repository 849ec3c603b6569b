import { defineParser } from '../define.ts'

// `/proc/1705 kvm nfs_wait_bit_killable`: a process in state D, and the function of the kernel that it waits in
const ROW = /^\/proc\/(\d+) (\S{1,15})(?: (\w+))?$/

const FOR: readonly (readonly [RegExp, string])[] = [
  [/^(?:nfs|rpc)_/, 'an NFS server'],
  [/^(?:cifs|smb)/, 'a CIFS server'],
  [/^ceph_|^rbd_/, 'Ceph'],
  [/^(?:fuse_|request_wait_answer)/, 'a FUSE file system'],
  [/^(?:txg_|zio_|zfs_|spa_|cv_wait)/, 'a ZFS pool'],
  [/^(?:blk_|io_schedule|submit_bio|wait_on_page|folio_wait|bit_wait_io|jbd2_|ext4_|xfs_|dm_)/, 'a disk'],
]

/**
 * Processes that wait for a device and cannot be ended, from `/proc`. They are there now; what they wait for may have begun long
 * before.
 */
export const waitingParser = defineParser({
  id: 'waiting',
  title: 'Processes that wait for a device and cannot be ended',
  emits: ['process.waiting'],
  literals: ['/proc/'],
  journal: 'never',
  start(source, emit) {
    return {
      open: false,
      see(record) {
        if (!source.file.endsWith('waiting.txt')) return
        const row = ROW.exec(record.text)
        if (!row) return
        const [, pid, process = '', place = ''] = row
        const what = FOR.find(([pattern]) => pattern.test(place))?.[1]
        emit({
          kind: 'process.waiting',
          at: record.at,
          side: source.side,
          witness: 'kernel',
          salience: 'symptom',
          about: { pid: Number(pid), process, ...(source.node === undefined ? {} : { node: source.node }) },
          fields: place === '' ? {} : { place },
          says: `${process} (${pid}) waited for ${what ?? 'a device'} and could not be ended`,
          cites: [record],
        })
      },
      end() {},
    }
  },
})
