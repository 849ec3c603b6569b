import type { LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'

// `reboot   system boot  6.8.12-10-pve    Tue Jul 29 17:28:40 2025   still running`: a whole date with -F only
const ROW = /^(reboot|shutdown)\s+system (?:boot|down)\s+\S+(?:\s+\w{3} (\w{3} +\d+ \d\d:\d\d:\d\d \d{4}))?/

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
    let newer: { kind: 'reboot' | 'shutdown'; at: number | null } | null = null
    const say = (record: LogRecord, clean: boolean, at: number | null) =>
      emit({
        kind: clean ? 'boot.clean-end' : 'boot.unclean-end',
        at,
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
        // Only our own collector is known to have asked in UTC. A crash was at the latest when the next boot began.
        const at = source.collected !== undefined && row[2] !== undefined ? Date.parse(`${row[2]} UTC`) : null
        if (kind === 'reboot' && newer !== null) say(record, newer.kind === 'shutdown' && !/- crash/.test(record.message), newer.at)
        newer = { kind, at }
      },
      end() {},
    }
  },
})
