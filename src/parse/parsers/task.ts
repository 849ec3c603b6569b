import type { FieldValue, LogRecord, Observation } from '../../model/index.ts'
import { defineParser } from '../define.ts'

/** Task types that end, reset, pause or move a guest; somebody asked for them. */
const INTENT =
  /^(?:qm(?:stop|shutdown|reset|reboot|suspend|pause|rollback|restore|destroy|template|igrate)|vz(?:stop|shutdown|reboot|suspend|rollback|restore|destroy|migrate|template)|hastop|hashutdown|hamigrate|stopall|suspendall|migrateall|bulk-(?:shutdown|suspend|migrate))$/
const RECOVERY = /^(?:qmstart|vzstart|qmresume|vzresume|startall|hastart|bulk-start)$/

/** What the journal is searched for. */
const ENDING =
  'qmstop qmshutdown qmreset qmreboot qmsuspend qmpause qmrollback qmrestore qmdestroy qmtemplate qmigrate vzstop vzshutdown vzreboot vzsuspend vzrollback vzrestore vzdestroy vzmigrate hastop hashutdown hamigrate harelocate stopall suspendall migrateall bulk-shutdown bulk-suspend bulk-migrate'.split(
    ' ',
  )

const UPID = /UPID:([A-Za-z0-9][\w-]*):([0-9A-Fa-f]{8}):[0-9A-Fa-f]{8,9}:([0-9A-Fa-f]{8}):([^:\s/]+):([^:\s/]*):([^:\s]+?):?(?=[\s:'"]|$)/
// The index `UPID… ENDTIME STATUS`, and the list of active ones with a flag between: `UPID… 1 ENDTIME STATUS`
const INDEX_END = /^UPID:\S+ (?:[01] )?([0-9A-F]{8}) (.+)$/

/**
 * Proxmox tasks, from the journal (`<user> starting task UPID:…`), the task index (`UPID… endtime status`) and task lists.
 *
 * In the index the times are hexadecimal seconds of UTC: the only stamps on a Proxmox host that need no zone. The end time is
 * when the next daemon round noticed the exit, so it is not used to order anything.
 */
export const taskParser = defineParser({
  id: 'task',
  title: 'Proxmox tasks by their UPID',
  emits: ['task.started', 'task.ended', 'task.error'],
  literals: ['UPID:', 'TASK ERROR', 'task started by HA resource agent', 'unexpected status', 'got timeout'],
  // Starts of guests and backups matter near something else; what ends a guest matters by itself.
  journal: { anchor: new RegExp(`:(?:${ENDING.join('|')}):`), anchorLiterals: ENDING.map((type) => `:${type}:`), intent: true },
  start(source, emit) {
    const say = (record: LogRecord, kind: string, upid: RegExpExecArray, extra: { status?: string; at?: number }) => {
      const [, node, pid, started, type = '', id, user = ''] = upid
      const guest = id !== undefined && /^\d+$/.test(id) ? id : undefined
      const fields: Record<string, FieldValue> = { type, user, startedAt: Number.parseInt(started ?? '0', 16) * 1000 }
      if (extra.status !== undefined) fields['status'] = extra.status
      if (kind === 'task.ended') fields['ok'] = extra.status === 'OK'
      const observation: Observation = {
        kind,
        at: extra.at ?? record.at,
        side: source.side,
        witness: 'pve',
        salience:
          kind === 'task.started' && INTENT.test(type)
            ? 'intent'
            : RECOVERY.test(type)
              ? 'recovery'
              : INTENT.test(type)
                ? 'intent'
                : type === 'vzdump'
                  ? 'activity'
                  : 'context',
        about: {
          ...(node === undefined ? {} : { node }),
          ...(guest === undefined
            ? {}
            : {
                guest,
                ...(type.startsWith('qm')
                  ? { guestKind: 'vm' as const }
                  : type.startsWith('vz') && type !== 'vzdump'
                    ? { guestKind: 'ct' as const }
                    : {}),
              }),
          task: upid[0].replace(/:?$/, ':'),
        },
        fields: { ...fields, workerPid: Number.parseInt(pid ?? '0', 16) },
        says:
          kind === 'task.started'
            ? `${user} started the task ${type}${guest === undefined ? '' : ` of ${guest}`}`
            : `the task ${type}${guest === undefined ? '' : ` of ${guest}`} by ${user} ended: ${extra.status ?? 'unknown'}`,
        cites: [record],
      }
      emit(observation)
    }
    return {
      open: false,
      see(record) {
        const message = record.message
        if (!speaks(record)) return
        const error = /^(?:INFO: )?TASK ERROR: (.{3,160})/.exec(message)
        if (error) {
          emit({
            kind: 'task.error',
            at: record.at,
            side: source.side,
            witness: 'pve',
            salience: 'fault',
            about: record.host === undefined ? {} : { node: record.host },
            fields: { error: error[1]! },
            says: `the task failed: ${error[1]}`,
            cites: [record],
          })
          return
        }
        const upid = UPID.exec(message)
        if (!upid) return
        const told = message.startsWith('{') ? taskOfJson(message) : null
        if (told) {
          say(record, 'task.started', upid, { at: Number.parseInt(upid[3]!, 16) * 1000 })
          if (told.endtime !== undefined)
            say(record, 'task.ended', upid, { status: told.status ?? 'unknown', at: Number(told.endtime) * 1000 })
          return
        }
        const index = INDEX_END.exec(message)
        if (index) {
          const started = Number.parseInt(upid[3]!, 16) * 1000
          say(record, 'task.started', upid, { at: started })
          say(record, 'task.ended', upid, { status: index[2]!, at: Number.parseInt(index[1]!, 16) * 1000 })
          return
        }
        const end = /end task UPID:\S+ (.+)$/.exec(message)
        if (end) say(record, 'task.ended', upid, { status: end[1]! })
        // A list without times: the id holds one.
        else say(record, 'task.started', upid, record.at === null ? { at: Number.parseInt(upid[3]!, 16) * 1000 } : {})
      },
      end() {},
    }
  },
})

/** One row of `GET /nodes/{node}/tasks`: `{"upid":"UPID:…","starttime":1753831165,"endtime":1753831166,"status":"OK"}` */
function taskOfJson(text: string): { endtime?: number; status?: string } | null {
  try {
    return JSON.parse(text) as { endtime?: number; status?: string }
  } catch {
    return null
  }
}

/** Only Proxmox' own programs log tasks; a quoted UPID in another program's line proves nothing. */
function speaks(record: LogRecord): boolean {
  if (record.transport === 'kernel') return false
  return record.ident === undefined || /^(?:pve|qm|pct|vzdump|task|pvesh|qmeventd|proxmox|spiceproxy)/.test(record.ident)
}
