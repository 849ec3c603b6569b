import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, type Header } from 'tar-stream'

export const ARCHIVE_LIMITS = { members: 20_000, bytes: 8 * 1024 ** 3, memberBytes: 4 * 1024 ** 3, ratio: 2000 }

export interface Unpacked {
  /** Names inside the archive, sorted, with the file each was put into. */
  readonly members: readonly { readonly name: string; readonly path: string }[]
  readonly refused: readonly string[]
}

/** Why a member is not unpacked; null when it is harmless. */
function refuse(header: Header): string | null {
  if (header.type !== 'file' && header.type !== 'contiguous-file' && header.type !== 'directory') return `a ${header.type}`
  const name = header.name.replaceAll('\\', '/')
  if (name.startsWith('/') || /^[A-Za-z]:\//.test(name)) return 'an absolute path'
  if (name.split('/').includes('..')) return 'a path that leads out of the archive'
  if (name.includes('\u0000')) return 'a name with a NUL byte'
  if ((header.size ?? 0) > ARCHIVE_LIMITS.memberBytes) return 'larger than 4 GiB'
  return null
}

/**
 * Unpacks a tar stream into a private folder. Only regular files with harmless names come out; links, devices and bombs
 * are named and left in. Ends quietly at the first damage: what came before is kept.
 */
export async function unpack(tar: Readable, packedBytes: number, into: string): Promise<Unpacked> {
  const members: { name: string; path: string }[] = []
  const refused: string[] = []
  let bytes = 0
  const extractor = extract()
  const feeding = pipeline(tar, extractor).catch(
    (error: unknown) => void refused.push(`the archive is damaged: ${(error as Error).message}`),
  )
  try {
    for await (const entry of extractor) {
      const { header } = entry
      const why = refuse(header)
      if (why !== null || header.type === 'directory') {
        if (why !== null) refused.push(`${header.name} was left out: it is ${why}`)
        entry.resume()
        continue
      }
      bytes += header.size ?? 0
      if (
        members.length >= ARCHIVE_LIMITS.members ||
        bytes > ARCHIVE_LIMITS.bytes ||
        (bytes > 64 * 1024 ** 2 && bytes > packedBytes * ARCHIVE_LIMITS.ratio)
      ) {
        refused.push(`${header.name} and what follows was left out: the archive unpacks to more than is sensible`)
        break
      }
      const name = posix.normalize(header.name.replaceAll('\\', '/'))
      const path = join(into, `${members.length}`, name.split('/').slice(-1)[0] ?? 'member')
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await pipeline(entry, createWriteStream(path, { mode: 0o600 }))
      members.push({ name, path })
    }
  } catch (error) {
    refused.push(`the archive is damaged: ${(error as Error).message}`)
  }
  tar.destroy()
  await feeding
  return { members: members.toSorted((a, b) => (a.name < b.name ? -1 : 1)), refused: [...new Set(refused)] }
}
