import type { LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'

const FREEZE = /\bfs-?freeze\b|\bguest-fsfreeze-freeze\b|guest-fsfreeze called|due to filesystem freeze/i
/** Words about a freeze that are none: its end, its state, its refusal. */
const NO_FREEZE = /thaw|unfreeze|status|skip|fail|error|hook|disabled|not (?:enabled|running|supported)/i
const THAW = /thaw|unfreeze/i
/** A backup freezes for seconds. A filesystem that was frozen this long was forgotten. */
const FORGOTTEN_MS = 60_000

/** A freeze of filesystems for a backup, whose own log goes on for more than a minute without a thaw. */
export const freezeThawParser = defineParser({
  id: 'freeze-thaw',
  title: 'Filesystems frozen for a backup and not thawed',
  emits: ['guest.freeze-forgotten'],
  literals: ['freeze', 'thaw'],
  journal: 'never',
  start(source, emit) {
    let frozen: LogRecord | null = null
    let last: LogRecord | null = null
    const run = {
      open: false,
      see(record: LogRecord) {
        if (record.transport === 'kernel') return
        // Another program's lines say nothing about how far this one got.
        if (frozen && record.ident !== frozen.ident) return
        if (THAW.test(record.message)) frozen = null
        // qemu-ga keeps silent while it is frozen: when it speaks again, it has thawed.
        else if (frozen && frozen !== last && record.ident?.startsWith('qemu-ga') === true) frozen = null
        else if (!frozen && FREEZE.test(record.message) && !NO_FREEZE.test(record.message)) frozen = record
        last = record
        run.open = frozen !== null
      },
      end() {
        if (!frozen || !last || frozen.at === null || last.at === null || last.at - frozen.at < FORGOTTEN_MS) return
        const seconds = Math.round((last.at - frozen.at) / 1000)
        emit({
          kind: 'guest.freeze-forgotten',
          at: frozen.at,
          side: source.side,
          witness: source.side === 'guest' ? 'daemon' : 'pve',
          salience: 'fault',
          about: frozen.host === undefined ? {} : { node: frozen.host },
          fields: { seconds },
          says: `the filesystems were frozen, and ${seconds} s later not yet thawed`,
          cites: [frozen, ...(last === frozen ? [] : [last])],
        })
      },
    }
    return run
  },
})
