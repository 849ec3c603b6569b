/**
 * Reads systemd journal files on any operating system, without journalctl, from live directories, dead machines' disks and damaged
 * copies. Needs nothing but Node 24 (and an XZ decoder, for files of systemd before 246 only: `loadXz`).
 *
 *     const files = listJournalFiles('/var/log/journal')
 *     for (const entry of readEntries(files, { sinceUs, match: { _TRANSPORT: ['kernel'] } })) show(entry.cursor, entry.get('MESSAGE'))
 *     for (const boot of listBoots(files)) show(boot.bootId, boot.endedWithShutdownTrace)
 *     const hits = scanMessages(files, [{ id: 'oom', literals: ['Out of memory'], regexp: /Out of memory: Killed process/ }])
 *     for (const { seqnum, hit } of hitEntries(hits)) show(seqnum, hit.message)
 *
 * - Formats: regular and compact, keyed or not, plain, ZSTD, LZ4 and XZ fields; online, offline and archived files, `.journal~`, sealed
 *   ones (seals are not verified). Times are µs since the epoch, offsets bytes; 64-bit numbers are doubles, exact up to 2^53.
 * - Nothing that is in a file throws, hangs or takes memory without bound (`npm run fuzz`). A file that cannot be read has a
 *   `problem` and no entries; a field that cannot be read is counted in `unreadFields`.
 * - Damage: objects are found by walking, so cut ends, holes, garbage, zeroed headers and broken chains cost only what they cover. An index
 *   is used where it exists and checked against what it leads to; where it lies, the file is walked.
 * - Order over files: seqnum where one writer numbered them, else the boot's own clock, else the wall clock, which may have been set back. An entry in
 *   two files comes once.
 * - A state of `offline` does not prove a clean stop: journald syncs every few minutes. `listBoots` tells what the last entries hold.
 * - A live file may grow while it is read: what is read is the file as long as it was when opened.
 * - `scanMessages` and `findMessages` find texts without touching entries, at the speed of the disk: see docs/performance.md.
 */
export type { JournalEntry } from './entry.ts'
export { createEntryReader, type EntryReader } from './entry-reader.ts'
export { findMessages, type LocatedEntry, type MessageSearch, type MessageTable, type TimeSpan, UNSEEN } from './find-messages.ts'
export { entryFields, hitEntries, type HitEntry, type HitOptions } from './hit-entries.ts'
export { type MessageHit, type MessagePattern, scanMessages, type ScanOptions } from './scan-messages.ts'
export { isJournalFile, type JournalFlags, type JournalHeader, type JournalState } from './header.ts'
export { listJournalFiles } from './list-files.ts'
export { readEntries, type ReadOptions } from './read-entries.ts'
export { type BootFacts, type BootMoment, listBoots } from './boots.ts'
export { type FileNameFacts, fileNameFacts } from './file-name.ts'
export { type JournalFile, openJournalFile } from './file.ts'
export { loadXz } from './xz.ts'
export { type Clause, createStoredEntryReader, readStoredEntries, type StoredEntry, type StoredOptions } from './stored-entries.ts'
export type { PayloadReader } from './payload-reader.ts'
export { type MessageBytes, testedText } from './message.ts'
export { createPrefilter, type Prefilter, SHORTEST_LITERAL } from './prefilter.ts'
