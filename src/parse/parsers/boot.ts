import type { LogRecord, Observation, RecordSource } from '../../model/index.ts'
import { defineParser } from '../define.ts'
import { isFirstProcess } from '../speaker.ts'

const SHUTDOWN_TRACE =
  /Journal stopped|Reached target .*(?:[sS]hutdown|[rR]eboot|[pP]ower[- ]?[oO]ff|poweroff|Halt)|Syncing filesystems|^Shutting down\.$|exiting on signal 15|syslogd exiting|Powering off\.|Rebooting\.|systemd-shutdow|all VMs and CTs stopped|System is (?:rebooting|powering down)|The system will (?:reboot|power off)/
/** How many lines before a boot may hold the end of the boot before; not all of them need have been read. */
const TAIL = 400

/**
 * Starts and ends of boots by the shape of the log: journalctl's `-- Boot … --` lines, a changed boot id, the kernel's first
 * line. The end is clean when the records before hold a shutdown trace. In a complete log its absence is proof of an unclean
 * end; in a selection of lines it is only a hint, which is why nothing is concluded from it alone.
 */
export const bootParser = defineParser({
  id: 'boot',
  title: 'Where a boot ends and the next begins',
  emits: ['boot.start', 'boot.clean-end', 'boot.unclean-end'],
  literals: ['Linux version ', '-- Boot ', '-- Reboot --', '---<<BOOT>>---'],
  listensFor: [
    'Journal stopped',
    'Reached target ',
    'Syncing filesystems',
    'Shutting down.',
    'exiting on signal 15',
    'syslogd exiting',
    'Powering off.',
    'Rebooting.',
    'systemd-shutdow',
    'all VMs and CTs stopped',
    'System is ',
    'The system will ',
  ],
  start(source, emit) {
    let last: LogRecord | null = null
    let trace: LogRecord | null = null
    let bootId: string | undefined
    let sinceBoot = 0
    const base = (record: LogRecord): Pick<Observation, 'side' | 'witness' | 'about' | 'fields'> => ({
      side: source.side,
      witness: 'shape',
      about: record.host === undefined ? {} : { node: record.host },
      fields: {},
    })
    const boundary = (record: LogRecord) => {
      if (last && sinceBoot > 2 && (trace !== null || mayBeJudged(source, last))) {
        const clean = trace !== null && last.line - trace.line < TAIL
        emit({
          ...base(last),
          kind: clean ? 'boot.clean-end' : 'boot.unclean-end',
          at: (clean ? trace! : last).at,
          salience: clean ? 'end' : 'symptom',
          says: clean ? 'the machine went down in order' : 'the log ended in the middle of its work, without a shutdown',
          cites: [clean ? trace! : last],
        })
      }
      emit({ ...base(record), kind: 'boot.start', at: record.at, salience: 'recovery', says: 'the machine started', cites: [record] })
      trace = null
      sinceBoot = 0
    }
    return {
      open: true,
      see(record) {
        const changed = record.bootId !== undefined && bootId !== undefined && record.bootId !== bootId
        if (record.bootId !== undefined) bootId = record.bootId
        const marker = record.ident === 'journalctl' && /^-- (?:Boot|Reboot)/.test(record.message)
        const kernelStart = record.transport !== 'userspace' && /^(?:Linux version \d|---<<BOOT>>---)/.test(record.message)
        if (changed || marker || (kernelStart && sinceBoot > 20) || (kernelStart && last !== null && sinceBoot > 2)) boundary(record)
        else if (kernelStart && last === null)
          emit({ ...base(record), kind: 'boot.start', at: record.at, salience: 'recovery', says: 'the machine started', cites: [record] })
        sinceBoot++
        if (SHUTDOWN_TRACE.test(record.message) && (record.ident !== 'systemd' || isFirstProcess(record))) trace = record
        if (record.ident !== 'journalctl') last = record
      },
      end() {},
    }
  },
})

/** Where only some lines were taken, a missing shutdown trace tells nothing. */
function mayBeJudged({ collected }: RecordSource, last: LogRecord): boolean {
  if (collected === undefined) return true
  return collected.whole !== null && last.at !== null && last.at >= collected.whole.from && last.at <= collected.whole.to
}
