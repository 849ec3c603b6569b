import type { LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'

const CRASH = /^(?:traps: )?(?<process>[^\s[]{1,20}[^[]*)\[(?<pid>\d+)\]:? .*likely on CPU \d+ \(core (?<core>\d+), socket (?<socket>\d+)\)/

/** So many different programs crashing on one core, and hardly any elsewhere, is no chance. */
const PROGRAMS = 3

/** Crashes of unrelated programs on one and the same core: the only sign of a defective core without a machine check. */
export const sameCoreCrashesParser = defineParser({
  id: 'same-core-crashes',
  title: 'Crashes of unrelated programs on one core',
  emits: ['cpu.same-core-crashes'],
  literals: ['likely on CPU'],
  start(source, emit) {
    const crashes: { core: string; process: string; record: LogRecord }[] = []
    return {
      open: false,
      see(record) {
        if (record.transport === 'userspace') return
        const groups = CRASH.exec(record.message)?.groups
        if (groups)
          crashes.push({ core: `core ${groups['core']} of socket ${groups['socket']}`, process: groups['process']!.trim(), record })
      },
      end() {
        const cores = Map.groupBy(crashes, (crash) => crash.core)
        for (const [core, here] of cores) {
          const programs = new Set(here.map((crash) => crash.process.replace(/\d+$/, '')))
          const [first, ...rest] = here
          if (!first || programs.size < PROGRAMS || here.length < 0.8 * crashes.length) continue
          emit({
            kind: 'cpu.same-core-crashes',
            at: first.record.at,
            until: here.at(-1)!.record.at,
            side: source.side,
            witness: 'kernel',
            salience: 'fault',
            about: first.record.host === undefined ? {} : { node: first.record.host },
            fields: { programs: programs.size, crashes: here.length },
            says: `${programs.size} different programs crashed, ${here.length === crashes.length ? 'all' : `${here.length} of ${crashes.length} times`} on ${core}`,
            cites: [first.record, ...rest.map((crash) => crash.record)],
          })
        }
      },
    }
  },
})
