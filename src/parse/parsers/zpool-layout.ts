import type { LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'

const POOL = /^\s*pool: (\S+)/
const MEMBER = /^\s*(\S+)\s+(?:ONLINE|DEGRADED|FAULTED|UNAVAIL|REMOVED|OFFLINE)\s+\d/
const REDUNDANT = /^(?:mirror|raidz\d?|draid\d?)[-:\d]/

/** Whether the pools of `zpool status` could lose a disk. */
export const zpoolLayoutParser = defineParser({
  id: 'zpool-layout',
  title: 'Redundancy of ZFS pools',
  emits: ['pool.layout'],
  literals: ['pool: ', 'NAME ', 'ONLINE', 'DEGRADED', 'UNAVAIL', 'FAULTED'],
  journal: 'never',
  start(source, emit) {
    let pool: { name: string; members: string[]; rows: LogRecord[] } | null = null
    const flush = () => {
      const [first, ...rest] = pool?.rows ?? []
      if (pool && first && pool.members.length > 0)
        emit({
          kind: 'pool.layout',
          at: null,
          side: source.side,
          witness: 'storage',
          salience: 'context',
          about: { pool: pool.name },
          fields: { redundant: pool.members.some((name) => REDUNDANT.test(name)), members: pool.members.length },
          says: `the pool ${pool.name} has ${pool.members.some((name) => REDUNDANT.test(name)) ? 'redundancy' : 'no redundancy'}`,
          cites: [first, ...rest],
        })
      pool = null
    }
    const run = {
      open: false,
      see(record: LogRecord) {
        if (record.transport !== 'unknown') return
        for (const line of record.message.split('\n')) {
          const name = POOL.exec(line)?.[1]
          if (name !== undefined) {
            flush()
            pool = { name, members: [], rows: [record] }
          }
          const member = pool === null ? undefined : MEMBER.exec(line)?.[1]
          if (!pool || member === undefined || member === pool.name) continue
          pool.members.push(member)
          if (pool.rows.at(-1) !== record) pool.rows.push(record)
        }
        run.open = pool !== null
      },
      end: flush,
    }
    return run
  },
})
