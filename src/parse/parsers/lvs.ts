import { defineParser } from '../define.ts'

/** Header names of `lvs` in the order they are printed, so that values line up from the right. */
export const lvsParser = defineParser({
  id: 'lvs',
  title: 'Thin pools in the tables of lvs',
  emits: ['lvs.thin-pool'],
  literals: ['twi', ' LV '],
  journal: 'never',
  start(source, emit) {
    return {
      open: false,
      see(record) {
        const line = record.message
        // `  data  pve twi-aotzD- 141.43g             100.00 4.33` — attributes start with t for a thin pool.
        const row = /^\s*\[?(?<lv>[\w.+-]+)\]?\s+(?<vg>[\w.+-]+)\s+(?<attr>twi[\w-]{5,7})\s+[<\d.]+[kmgtpKMGTP]?\s+(?<rest>.*)$/.exec(line)
        if (!row?.groups) return
        const numbers = [...row.groups['rest']!.matchAll(/\b(\d{1,3}\.\d{1,2})\b/g)].map((m) => Number(m[1]))
        const [dataPercent, metaPercent] = numbers
        if (dataPercent === undefined) return
        const pool = `${row.groups['vg']}/${row.groups['lv']}`
        emit({
          kind: 'lvs.thin-pool',
          at: record.at,
          side: source.side,
          witness: 'storage',
          salience: dataPercent >= 99.5 || (metaPercent ?? 0) >= 99 ? 'fault' : 'context',
          about: { pool, ...(record.host === undefined ? {} : { node: record.host }) },
          fields: { dataPercent, ...(metaPercent === undefined ? {} : { metaPercent }), attr: row.groups['attr']! },
          says: `the thin pool ${pool} was ${dataPercent} % full`,
          cites: [record],
        })
      },
      end() {},
    }
  },
})
