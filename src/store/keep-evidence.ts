import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import { pack } from 'tar-stream'
import type { EvidenceInput } from '../bundle/index.ts'
import { type EvidenceRecipe, WhydownError } from '../model/index.ts'
import { storeFailure } from './sqlite/failure.ts'

/** Evidence larger than this is not copied unless asked for: a store is to be backed up every night. */
export const KEPT_BYTES = 512 * 1024 ** 2

export interface KeptEvidence {
  readonly folder: string
  readonly recipe: EvidenceRecipe
}

/**
 * Copies evidence next to the store, packed, and notes how to read it again: each folder becomes one `.tar.zst`, each file one
 * `.zst`. The result is handed to `IncidentStore.add`, which moves it to its place, or removed with `forgetEvidence`.
 *
 * Returns a sentence instead where it cannot be kept (standard input, too large): that is no error.
 */
export async function keepEvidence(
  folder: string,
  inputs: readonly EvidenceInput[],
  question: Omit<EvidenceRecipe, 'inputs'>,
  maxBytes = KEPT_BYTES,
): Promise<KeptEvidence | { readonly notKept: string }> {
  if (inputs.some(({ path }) => path === '-')) return { notKept: 'Evidence from standard input was not kept: it cannot be read again.' }
  const files = await Promise.all(inputs.map(async (input) => ({ input, members: await membersOf(input.path) })))
  const bytes = files.flatMap(({ members }) => members).reduce((sum, { size }) => sum + size, 0)
  if (bytes > maxBytes)
    return {
      notKept: `The evidence was not kept: it has ${Math.ceil(bytes / 1024 ** 2)} MiB, and more than ${Math.floor(maxBytes / 1024 ** 2)} is not copied.`,
    }
  const waiting = join(folder, 'bundles')
  let incoming: string | undefined
  try {
    await mkdir(waiting, { recursive: true, mode: 0o700 })
    incoming = await mkdtemp(join(waiting, '.incoming-'))
    const kept: EvidenceRecipe['inputs'] = []
    for (const [n, { input, members }] of files.entries()) {
      if (members.length === 0) continue
      const whole = members.length === 1 && members[0]!.name === ''
      const path = `${n + 1}-${basename(input.path) || 'evidence'}.${whole ? 'zst' : 'tar.zst'}`
      await (whole ? packFile(input.path, join(incoming, path)) : packFolder(members, join(incoming, path)))
      kept.push({ path, ...(input.side ? { side: input.side } : {}) })
    }
    await synchronise(incoming)
    return { folder: incoming, recipe: { ...question, inputs: kept } }
  } catch (error) {
    if (incoming !== undefined) await rm(incoming, { recursive: true, force: true })
    const failure = storeFailure(error, folder)
    if (failure instanceof WhydownError) throw failure
    // A log that shrank or vanished while it was copied: the answer is there all the same.
    return { notKept: `The evidence was not kept: ${(error as Error).message}.` }
  }
}

export const forgetEvidence = (kept: KeptEvidence): Promise<void> => rm(kept.folder, { recursive: true, force: true })

interface Member {
  /** Path inside the folder; empty for a single file. */
  readonly name: string
  readonly path: string
  readonly size: number
}

async function membersOf(path: string): Promise<Member[]> {
  const info = await stat(path).catch(() => null)
  if (info === null) return []
  if (!info.isDirectory()) return [{ name: '', path, size: info.size }]
  const entries = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const members = await Promise.all(
    entries.map(async (entry) => {
      const file = join(entry.parentPath, entry.name)
      return { name: relative(path, file), path: file, size: (await stat(file)).size }
    }),
  )
  return members.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

async function packFile(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createZstdCompress(), createWriteStream(to, { mode: 0o600, flush: true }))
}

async function packFolder(members: readonly Member[], to: string): Promise<void> {
  const tar = pack()
  const writing = pipeline(tar, createZstdCompress(), createWriteStream(to, { mode: 0o600, flush: true }))
  const feeding = (async () => {
    for (const { name, path, size } of members) {
      const entry = tar.entry({ name, size, mtime: new Date(0), mode: 0o600 })
      // A log that grows while it is copied is cut at the size it had.
      if (size === 0) entry.end(undefined)
      else await pipeline(createReadStream(path, { end: size - 1 }), entry)
    }
    tar.finalize()
  })()
  await Promise.all([
    writing,
    feeding.catch((error: unknown) => {
      tar.destroy(error as Error)
      throw error
    }),
  ])
}

async function synchronise(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
