import type { FieldValue, LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'

const HUNG = /INFO: task (.{1,40}?):(\d+) blocked for more than (\d+) seconds/

/** What the blocked task waits on, by function names of its trace; the innermost subsystem named wins. */
const WAITS: readonly (readonly [string, RegExp])[] = [
  ['nfs', /\b(?:nfs\d?_|rpc_|nfsd4?_clid)\w*/],
  ['cifs', /\b(?:cifs_|smb2_|SMB2_)\w*/],
  ['ceph', /\b(?:ceph_|rbd_)\w*/],
  ['zfs', /\b(?:zio_|txg_|zfs_|zil_|dmu_|spa_|cv_wait_common|arc_)\w*/],
  ['btrfs', /\bbtrfs_\w*/],
  ['xfs', /\b(?:xfs_|xlog_)\w*/],
  ['ext4', /\b(?:ext4_|jbd2_)\w*/],
  ['md', /\b(?:md_|raid5_|raid1_|raid10_)\w*/],
  ['dm', /\b(?:dm_|bch_)\w*/],
  ['block', /\b(?:io_schedule|blk_mq_|submit_bio|wait_on_page|folio_wait|bdev_|sync_dirty_buffer)\w*/],
]

const BY_NAME: readonly (readonly [string, RegExp])[] = [
  ['zfs', /^(?:txg_|z_|zvol|spa_|dbu_|arc_|l2arc)/],
  ['btrfs', /^btrfs-/],
  ['ext4', /^jbd2\//],
  ['xfs', /^xfsaild/],
  ['md', /^md\d+_raid/],
  ['nfs', /^nfsd$/],
]

/** Lines of a trace that may follow one report. */
const TRACE_LINES = 60

/** Tasks that the kernel reports as blocked, with what their trace says they wait on. */
export const hungTaskParser = defineParser({
  id: 'hung-task',
  title: 'Blocked tasks and what they wait on',
  emits: ['kernel.hung-task'],
  literals: ['blocked for more than'],
  journal: { opens: /blocked for more than/ },
  start(source, emit) {
    let first: LogRecord | null = null
    let name = ''
    let pid = 0
    let seconds = 0
    let lines = 0
    let waitsOn: string | undefined
    let reports = 0
    const look = (text: string) => {
      if (waitsOn === undefined || waitsOn === 'block') waitsOn = WAITS.find(([, pattern]) => pattern.test(text))?.[0] ?? waitsOn
    }
    const flush = () => {
      if (!first) return
      const fields: Record<string, FieldValue> = {
        seconds,
        nth: ++reports,
        waitsOn:
          (waitsOn === undefined || waitsOn === 'block' ? BY_NAME.find(([, pattern]) => pattern.test(name))?.[0] : undefined) ??
          waitsOn ??
          'unknown',
      }
      emit({
        kind: 'kernel.hung-task',
        at: first.at,
        side: source.side,
        witness: 'kernel',
        salience: 'symptom',
        about: { ...(first.host === undefined ? {} : { node: first.host }), process: name, pid },
        fields,
        says: `${name} was blocked for more than ${seconds} s${fields['waitsOn'] === 'unknown' ? '' : ` in ${String(fields['waitsOn'])}`}`,
        cites: [first],
      })
      first = null
      run.open = false
    }
    const run = {
      open: false,
      see(record: LogRecord) {
        const hung = record.transport === 'userspace' ? null : HUNG.exec(record.message)
        if (hung) {
          flush()
          first = record
          name = hung[1]!.replace(/^.*INFO: task /, '')
          pid = Number(hung[2])
          seconds = Number(hung[3])
          waitsOn = undefined
          lines = 0
          run.open = true
          look(record.message.slice(hung.index + hung[0].length))
          return
        }
        if (!first || record.transport === 'userspace') return
        look(record.message)
        if (++lines > TRACE_LINES || /<\/TASK>|^---\[ end trace/.test(record.message)) flush()
      },
      end: flush,
    }
    return run
  },
})
