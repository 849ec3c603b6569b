import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { type BundleManifest, WhydownError } from '../model/index.ts'
import { compressionOf, decompress, fileStream } from './decompress.ts'

export interface OpenedBundle {
  readonly manifest: BundleManifest
  /** Files of the bundle besides the manifest, by their path in it. */
  readonly files: ReadonlyMap<string, string>
  close(): Promise<void>
}

/** A bundle as it lies on disk, folder or archive; throws a WhydownError when it is none. */
export async function openBundle(path: string): Promise<OpenedBundle> {
  const info = await stat(path).catch(() => null)
  if (info === null) throw new WhydownError('usage', `There is no ${path}.`, 'Check the path.')
  const files = new Map<string, string>()
  let temporary: string | null = null
  if (info.isDirectory()) {
    for (const entry of await readdir(path, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) files.set(relative(path, join(entry.parentPath, entry.name)), join(entry.parentPath, entry.name))
  } else {
    const { unpack } = await import('./archive.ts')
    temporary = await mkdtemp(join(tmpdir(), 'whydown-'))
    const head = await headOf(path)
    const { members } = await unpack(decompress(fileStream(path), compressionOf(head)), info.size, temporary)
    for (const member of members) files.set(member.name, member.path)
  }
  const close = async () => {
    if (temporary !== null) await rm(temporary, { recursive: true, force: true })
  }
  const notes: string[] = []
  const file = files.get('manifest.json')
  const { readManifest } = await import('./manifest.ts')
  const manifest = file === undefined ? null : await readManifest(file, path, notes)
  if (manifest === null) {
    await close()
    throw new WhydownError('usage', `${path} is no bundle: ${notes[0] ?? 'it has no manifest.json'}`, 'Make one with: whydown collect')
  }
  files.delete('manifest.json')
  return { manifest, files, close }
}

async function headOf(path: string): Promise<Buffer> {
  for await (const chunk of fileStream(path)) return Buffer.from(chunk as Uint8Array).subarray(0, 512)
  return Buffer.alloc(0)
}
