import type { LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'

const ROW = /^(reboot|shutdown)\s+system (?:boot|down)\s+(\S+)/

/**
 * Boots of `last -x`, newest first. It prints no `crash` beside a boot that crashed (util-linux; wtmpdb does): the sign is a
 * boot whose next newer record is another boot, without a shutdown between them.
 */
export const lastParser = defineParser({
  id: 'last',
  title: 'Boots and shutdowns in the output of last -x',
  emits: ['boot.unclean-end', 'boot.clean-end'],
  literals: ['system boot', 'system down'],
  journal: 'never',
  start(source, emit) {
    let newer: 'reboot' | 'shutdown' | null = null
    const say = (record: LogRecord, clean: boolean) =>
      emit({
        kind: clean ? 'boot.clean-end' : 'boot.unclean-end',
        at: null,
        side: source.side,
        witness: 'shape',
        salience: clean ? 'end' : 'symptom',
        about: source.node === undefined ? {} : { node: source.node },
        fields: {},
        says: clean ? 'the boot before ended with a shutdown' : 'a boot ended without a shutdown',
        cites: [record],
      })
    return {
      open: false,
      see(record) {
        const row = ROW.exec(record.message)
        if (!row) return
        const kind = row[1] as 'reboot' | 'shutdown'
        if (kind === 'reboot' && newer !== null) say(record, newer === 'shutdown' && !/- crash/.test(record.message))
        newer = kind
      },
      end() {},
    }
  },
})
