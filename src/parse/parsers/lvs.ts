import { defineParser } from '../define.ts'

/** Attributes start with t for a thin pool: `  data  pve twi-aotzD- 141.43g             100.00 4.33`. */
const ROW = /^\s*\[?(?<lv>[\w.+-]+)\]?\s+(?<vg>[\w.+-]+)\s+(?<attr>twi[\w-]{5,7})\s+[<\d.]+[kmgtpKMGTP]?\s+(?<rest>.*)$/

/** Fill of thin pools from the tables of `lvs`; values are told apart by their order, since empty columns leave no mark. */
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
        // The rows of a table that is indented as a whole may arrive as one record.
        for (const line of record.message.split('\n')) {
          const row = ROW.exec(line)?.groups
          if (!row) continue
          const numbers = [...row['rest']!.matchAll(/\b(\d{1,3}\.\d{1,2})\b/g)].map((m) => Number(m[1]))
          const [dataPercent, metaPercent] = numbers
          if (dataPercent === undefined) continue
          const pool = `${row['vg']}/${row['lv']}`
          emit({
            kind: 'lvs.thin-pool',
            at: record.at,
            side: source.side,
            witness: 'storage',
            salience: dataPercent >= 99.5 || (metaPercent ?? 0) >= 99 ? 'fault' : 'context',
            about: { pool, ...(record.host === undefined ? {} : { node: record.host }) },
            fields: { dataPercent, ...(metaPercent === undefined ? {} : { metaPercent }), attr: row['attr']! },
            says: `the thin pool ${pool} was ${dataPercent} % full`,
            cites: [record],
          })
        }
      },
      end() {},
    }
  },
})
