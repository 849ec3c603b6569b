import { entryAt, type JournalEntry } from './entry.ts'
import { dataEntries, dataEntryCount, lastDataEntry } from './entry-chain.ts'
import { createFieldReader } from './field.ts'
import { fieldValues } from './field-index.ts'
import { type JournalFile, openJournalFile } from './file.ts'
import { fileEntries } from './file-entries.ts'
import { type FileNameFacts, fileNameFacts } from './file-name.ts'
import type { JournalState } from './header.ts'

export interface BootMoment {
  /** µs since the epoch, by the clock of that moment. */
  readonly realtimeUs: number
  /** µs since the boot began. */
  readonly monotonicUs: number
  readonly seqnum: number
}

/** What the files say about one boot: facts, no judgement. */
export interface BootFacts {
  readonly bootId: string
  readonly first: BootMoment
  readonly last: BootMoment
  readonly entries: number
  readonly files: readonly string[]
  /** The file with the boot's last entry, and how it was left. 'online' in a copy or a `.journal~` = nobody closed it. */
  readonly lastFile: { readonly path: string; readonly state: JournalState; readonly name: FileNameFacts }
  /**
   * Whether the boot's last entries hold the trace of an orderly end (systemd's "Shutting down." or journald's "Journal stopped",
   * by trusted fields). 'unknown' when the boot's end cannot be read whole.
   */
  readonly endedWithShutdownTrace: 'seen' | 'not seen' | 'unknown'
}

/** MESSAGE_ID of "Shutting down." by systemd (PID 1) and of "Journal stopped" by journald. */
const SHUTTING_DOWN = '98268866d1d54a499c4e98921d93bc40'
const JOURNAL_STOPPED = 'd93fb3c9c24d451a97cea615ce59c00b'

interface Draft {
  first: JournalEntry
  last: JournalEntry
  entries: number
  files: string[]
  lastFile: JournalFile
  trace: boolean
  whole: boolean
}

/** The boots that stand in these files, in order. Uses the index of each file, and walks those whose index cannot be trusted. */
export function listBoots(files: readonly string[]): BootFacts[] {
  const boots = new Map<string, Draft>()
  for (const path of new Set(files)) {
    const file = openJournalFile(path)
    for (const part of indexedBoots(file) ?? walkedBoots(file)) {
      const known = boots.get(part.first.bootId)
      if (known === undefined) boots.set(part.first.bootId, part)
      else {
        if (part.first.monotonicUs < known.first.monotonicUs) known.first = part.first
        if (part.last.monotonicUs >= known.last.monotonicUs) {
          known.last = part.last
          known.lastFile = part.lastFile
        }
        known.entries += part.entries
        known.files.push(path)
        known.trace ||= part.trace
        known.whole &&= part.whole
      }
    }
    file.close()
  }
  return [...boots.values()].map(factsOf).sort(compareBoots)
}

function factsOf({ first, last, entries, files, lastFile, trace, whole }: Draft): BootFacts {
  return {
    bootId: first.bootId,
    first: momentOf(first),
    last: momentOf(last),
    entries,
    files,
    lastFile: { path: lastFile.path, state: lastFile.header.state, name: fileNameFacts(lastFile.path) },
    endedWithShutdownTrace: trace ? 'seen' : whole ? 'not seen' : 'unknown',
  }
}

function momentOf({ realtimeUs, monotonicUs, seqnum }: JournalEntry): BootMoment {
  return { realtimeUs, monotonicUs, seqnum }
}

/** By the wall clock of the first entry; boots hold no other common order. */
function compareBoots(a: BootFacts, b: BootFacts): number {
  return a.first.realtimeUs - b.first.realtimeUs
}

function indexedBoots(file: JournalFile): Draft[] | null {
  if (file.problem !== undefined || file.header.state === 'online') return null
  const boots = fieldValues(file, '_BOOT_ID')
  if (boots === null) return null
  const fields = createFieldReader(file)
  const drafts: Draft[] = []
  for (const { value, position } of boots) {
    const [firstOffset] = dataEntries(file, position, 1).offsets
    const first = firstOffset === undefined ? null : entryAt(file, fields, firstOffset)
    const last = entryAt(file, fields, lastDataEntry(file, position))
    if (first?.bootId !== value || last?.bootId !== value) return null
    drafts.push({ first, last, entries: dataEntryCount(file, position), files: [file.path], lastFile: file, trace: false, whole: true })
  }
  const traces = shutdownTraces(file)
  if (traces === null) return null
  for (const draft of drafts) draft.trace = traces.some((entry) => entry.bootId === draft.first.bootId)
  // The index can lead to fewer entries than there are when its links were lost.
  return drafts.reduce((sum, { entries }) => sum + entries, 0) === file.header.nEntries ? drafts : null
}

/** The traces that the index leads to; null when it does not lead to all of them, because "not seen" would then be a guess. */
function shutdownTraces(file: JournalFile): JournalEntry[] | null {
  const ids = fieldValues(file, 'MESSAGE_ID')
  if (ids === null) return null
  const fields = createFieldReader(file)
  const traces: JournalEntry[] = []
  for (const { value, position } of ids) {
    if (value !== SHUTTING_DOWN && value !== JOURNAL_STOPPED) continue
    const { offsets, complete } = dataEntries(file, position)
    if (!complete) return null
    for (const offset of offsets) {
      const entry = entryAt(file, fields, offset)
      if (entry === null) return null
      if (isShutdownTrace(entry)) traces.push(entry)
    }
  }
  return traces
}

function walkedBoots(file: JournalFile): Draft[] {
  const drafts = new Map<string, Draft>()
  for (const entry of fileEntries(file)) {
    const known = drafts.get(entry.bootId)
    const trace = isShutdownTrace(entry)
    const whole = !mayHideTrace(entry)
    if (known === undefined)
      drafts.set(entry.bootId, { first: entry, last: entry, entries: 1, files: [file.path], lastFile: file, trace, whole })
    else {
      known.whole &&= whole
      known.last = entry
      known.entries++
      known.trace ||= trace
    }
  }
  // What the walk found less than the header counts was lost, and may have been the end of any boot in the file.
  const found = [...drafts.values()].reduce((sum, { entries }) => sum + entries, 0)
  if (found < file.header.nEntries || file.header.nEntries === 0) for (const draft of drafts.values()) draft.whole = false
  return [...drafts.values()]
}

/** Only fields that journald itself adds are believed: any program may log the words. */
function isShutdownTrace(entry: JournalEntry): boolean {
  const id = entry.get('MESSAGE_ID')
  if (id === SHUTTING_DOWN) return entry.get('_PID') === '1'
  return id === JOURNAL_STOPPED && entry.get('_TRANSPORT') === 'driver'
}

/** Whether the fields of an entry that could not be read may be those that make it a trace. */
function mayHideTrace(entry: JournalEntry): boolean {
  if (entry.unreadFields === 0 || entry.get('MESSAGE_ID') !== undefined) return false
  const pid = entry.get('_PID')
  return pid === undefined || pid === '1' || entry.get('_TRANSPORT') === 'driver'
}
