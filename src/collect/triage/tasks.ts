export interface TaskFacts {
  readonly upid: string
  readonly type: string
  readonly id: string
  readonly user: string
  readonly startedAt: number
  readonly endedAt: number | null
}

const UPID =
  /^(UPID:[A-Za-z0-9-]+:[0-9A-F]{8}:[0-9A-F]{8,9}:([0-9A-F]{8}):([^:\s/]+):([^:\s/]*):([^:\s/]+):)(?: (?:[01] )?([0-9A-F]{8}) .*)?/
/** Types that end a guest, or every guest of a node. */
const ENDS =
  /^(?:qm(?:stop|shutdown|reset|reboot|suspend|pause|destroy|rollback|restore|template|igrate)|vz(?:stop|shutdown|reboot|suspend|destroy|rollback|restore|template|migrate)|vzdump|ha\w+|stopall|suspendall|migrateall|bulk-(?:shutdown|suspend|migrate))$/
const STARTS = /^(?:qmstart|vzstart|qmresume|vzresume|startall|hastart)$/

/** Tasks of `/var/log/pve/tasks/index*` and `active`, each once. */
export function readTasks(text: string): TaskFacts[] {
  const tasks = new Map<string, TaskFacts>()
  for (const line of text.split('\n')) {
    const match = UPID.exec(line)
    if (!match) continue
    const [, upid = '', started = '0', type = '', id = '', user = '', ended] = match
    const known = tasks.get(upid)
    if (known && (known.endedAt !== null || ended === undefined)) continue
    tasks.set(upid, {
      upid,
      type,
      id,
      user,
      startedAt: Number.parseInt(started, 16) * 1000,
      endedAt: ended === undefined ? null : Number.parseInt(ended, 16) * 1000,
    })
  }
  return [...tasks.values()]
}

export const endsGuests = (task: TaskFacts): boolean => ENDS.test(task.type)
export const startsGuests = (task: TaskFacts): boolean => STARTS.test(task.type)
/** Jobs for many guests carry no id: they concern everybody. */
export const concerns = (task: TaskFacts, guest: string): boolean =>
  task.id === guest || task.id === `vm:${guest}` || task.id === `ct:${guest}` || task.id === ''
