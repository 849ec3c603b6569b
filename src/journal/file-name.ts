import { basename } from 'node:path'

/** What a journal file's name says about it. Names are given by journald when it rotates; anybody may rename a file. */
export interface FileNameFacts {
  /** 'put-aside': found not properly closed when journald next opened it (`.journal~`): power cut, reset, panic or a killed journald. */
  readonly kind: 'active' | 'archived' | 'put-aside' | 'unknown'
  /** `system`, `user-1000`, or for files of other writers what stands before the `@`. */
  readonly prefix: string
  /** The numeric user of a `user-UID` journal. */
  readonly uid?: number
  /** archived: id of the seqnum row, first seqnum, and time of the first entry (µs since the epoch). */
  readonly seqnumId?: string
  readonly headSeqnum?: number
  readonly headRealtimeUs?: number
  /** put-aside: when the next journald found it, usually seconds into the next boot (µs since the epoch, by that boot's clock). */
  readonly putAsideUs?: number
}

/** `system@0123456789abcdef0123456789abcdef-0000000000000001-000660d2ded8c870.journal` */
const ARCHIVED = /^(.+)@([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{16})\.journal$/
/** `system@000660d2ded8c870-c3640f6e667566f7.journal~` */
const PUT_ASIDE = /^(.+)@([0-9a-f]{16})-[0-9a-f]{16}\.journal~$/
/** `user-1000.journal` */
const ACTIVE = /^([^@]+)\.journal$/

/** Reads the facts out of a journal file's name. */
export function fileNameFacts(path: string): FileNameFacts {
  const name = basename(path)
  const archived = ARCHIVED.exec(name)
  if (archived) {
    const [, prefix, seqnumId, seqnum, realtime] = archived
    return {
      kind: 'archived',
      ...who(prefix!),
      seqnumId: seqnumId!,
      headSeqnum: parseInt(seqnum!, 16),
      headRealtimeUs: parseInt(realtime!, 16),
    }
  }
  const aside = PUT_ASIDE.exec(name)
  if (aside) return { kind: 'put-aside', ...who(aside[1]!), putAsideUs: parseInt(aside[2]!, 16) }
  const active = ACTIVE.exec(name)
  if (active) return { kind: 'active', ...who(active[1]!) }
  return { kind: name.endsWith('.journal~') ? 'put-aside' : 'unknown', ...who(name.replace(/(@.*)?\.journal~?$/, '')) }
}

function who(prefix: string): { prefix: string; uid?: number } {
  const uid = /^user-(\d{1,10})$/.exec(prefix)?.[1]
  return uid === undefined ? { prefix } : { prefix, uid: Number(uid) }
}
