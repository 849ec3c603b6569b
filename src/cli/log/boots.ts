import type { BootFacts } from '../../journal/index.ts'
import { WhydownError } from '../../model/index.ts'
import type { Clock } from './clock.ts'

/** The boot that `-b` names: 0 or nothing is the last one, -1 the one before, 1 the first, or an id. */
export function chooseBoot(boots: readonly BootFacts[], told: string): BootFacts {
  const wanted = told.trim()
  const number = Number(wanted)
  const found = /^[+-]?\d{1,6}$/.test(wanted)
    ? boots.at(number > 0 ? number - 1 : number - 1)
    : boots.find(({ bootId }) => bootId === wanted.replaceAll('-', '').toLowerCase())
  if (found && (number <= 0 || Number.isNaN(number) || number <= boots.length)) return found
  throw new WhydownError(
    'usage',
    `There is no boot ${wanted} in these journals: they hold ${boots.length}.`,
    'whydown log --list-boots PATH shows them.',
  )
}

const END = {
  seen: 'shut down in order',
  'not seen': 'no orderly end',
  unknown: 'its end cannot be read',
} as const

/** One line per boot: number from the last, id, first and last entry, how many, and how it ended. */
export function bootLines(boots: readonly BootFacts[], clock: Clock): string {
  const width = String(boots.length).length + 1
  return boots
    .map(({ bootId, first, last, entries, endedWithShutdownTrace, lastFile }, n) => {
      const number = String(n - boots.length + 1).padStart(width)
      const open = n === boots.length - 1 && lastFile.state === 'online' ? 'still open, or cut off' : END[endedWithShutdownTrace]
      return `${number} ${bootId} ${clock(first.realtimeUs)} ${clock(last.realtimeUs)} ${entries} entries, ${open}\n`
    })
    .join('')
}

/** As `journalctl --list-boots -o json` (systemd 254) prints it, and how each ended. */
export function bootsJson(boots: readonly BootFacts[]): string {
  return `${JSON.stringify(
    boots.map(({ bootId, first, last, entries, endedWithShutdownTrace }, n) => ({
      index: n - boots.length + 1,
      boot_id: bootId,
      first_entry: first.realtimeUs,
      last_entry: last.realtimeUs,
      entries,
      ended_with_shutdown: endedWithShutdownTrace,
    })),
  )}\n`
}
