import { WhydownError } from '../../model/index.ts'

/** SQLite's primary result codes (the low byte of `errcode`). */
const BUSY = 5
const LOCKED = 6
const READONLY = 8
const IOERR = 10
const CORRUPT = 11
const FULL = 13
const CANTOPEN = 14
const NOTADB = 26

/** What went wrong in the store, in words, with what to do. Whatever fails, the step it belonged to was taken back as a whole. */
export function storeFailure(error: unknown, folder: string): unknown {
  if (error instanceof WhydownError) return error
  const { errcode, code, message } = error as { errcode?: number; code?: string; message: string }
  const say = (text: string, hint: string) => new WhydownError('store', text, hint, error)
  if (errcode === undefined) {
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return full(say, folder)
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return readOnly(say, folder)
    return error
  }
  switch (errcode & 0xff) {
    case BUSY:
    case LOCKED:
      return say(
        `Another whydown has been writing to the store in ${folder} for more than ten seconds; nothing was changed.`,
        'Try again. If it never ends: fuser -v whydown.db in that folder shows who holds it.',
      )
    case READONLY:
      return readOnly(say, folder)
    case FULL:
      return full(say, folder)
    case CORRUPT:
    case NOTADB:
      return say(
        `The store in ${folder} is damaged (${message}); nothing was changed.`,
        'Run: whydown incidents recover. It keeps the damaged file, saves all that can be read, and says what could not.',
      )
    case CANTOPEN:
      return say(
        `The store in ${folder} cannot be opened (${message}).`,
        'Check that the folder is there and belongs to you: ls -la; or choose another with --store.',
      )
    case IOERR:
      return say(
        `The disk under the store in ${folder} failed (${message}); nothing was changed.`,
        'Look at its free space and its health: df -h, dmesg | tail. Then try again.',
      )
    default:
      return error
  }
}

type Say = (text: string, hint: string) => WhydownError

const full = (say: Say, folder: string) =>
  say(
    `There is no space left for the store in ${folder}; nothing was changed and nothing that was kept is lost.`,
    'Make room (df -h; bundles/ holds the evidence and is the largest part), then run the same command again.',
  )

const readOnly = (say: Say, folder: string) =>
  say(
    `The store in ${folder} cannot be written; nothing was changed.`,
    'Reading works. To change something, mount it writable, become its owner, or choose another folder with --store.',
  )
