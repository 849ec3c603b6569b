import { defineParser } from '../define.ts'

// `-rw-r-----+ 1 root systemd-journal 8388608 1753831225 /var/log/journal/<id>/system@0006-….journal~`
const ROW = /^-\S+\s+\d+\s+\S+\s+\S+\s+\d+\s+(\d{9,10})\s+(\S+\/system@?[^/]*\.journal~)$/

/**
 * Journals that the next boot found open: `ls -l --time-style=+%s …/*~`. The time of the file is when it was
 * last written or set aside. Also clones and restored snapshots leave one, so it is a symptom and no more.
 */
export const uncleanJournalsParser = defineParser({
  id: 'unclean-journals',
  title: 'Journals that were not closed',
  emits: ['journal.unclean'],
  literals: ['.journal~'],
  journal: 'never',
  start(source, emit) {
    return {
      open: false,
      see(record) {
        const row = ROW.exec(record.text.trim())
        if (!row) return
        emit({
          kind: 'journal.unclean',
          at: Number(row[1]) * 1000,
          side: source.side,
          witness: 'systemd',
          salience: 'symptom',
          about: source.node === undefined ? {} : { node: source.node },
          fields: { file: row[2]!.replace(/^.*\//, '') },
          says: 'a journal was left open',
          cites: [record],
        })
      },
      end() {},
    }
  },
})
