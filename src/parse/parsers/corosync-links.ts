import type { LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'

/** How many links corosync has: `corosync-cfgtool -s` numbers them, corosync.conf gives each node an address per link. */
export const corosyncLinksParser = defineParser({
  id: 'corosync-links',
  title: 'Number of links of a cluster',
  emits: ['corosync.links'],
  literals: ['LINK ID', 'ring0_addr', 'ring1_addr'],
  journal: 'never',
  start(source, emit) {
    const links = new Set<string>()
    const rows: LogRecord[] = []
    return {
      open: false,
      see(record) {
        if (record.transport !== 'unknown') return
        for (const line of record.message.split('\n')) {
          const id = /^\s*LINK ID (\d+)/.exec(line)?.[1] ?? /^\s*ring(\d)_addr:/.exec(line)?.[1]
          if (id === undefined) continue
          links.add(id)
          if (rows.at(-1) !== record) rows.push(record)
        }
      },
      end() {
        const [first, ...rest] = rows
        if (!first) return
        emit({
          kind: 'corosync.links',
          at: null,
          side: source.side,
          witness: 'cluster',
          salience: 'context',
          about: {},
          fields: { links: links.size },
          says: `the cluster has ${links.size === 1 ? 'one link' : `${links.size} links`}`,
          cites: [first, ...rest.slice(0, 4)],
        })
      },
    }
  },
})
