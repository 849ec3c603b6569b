import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGzip, createZstdCompress } from 'node:zlib'
import { type BundleManifest, type ManifestArtifact, WhydownError } from '../model/index.ts'
import { createRedactor } from './redact.ts'

export type ArtifactFacts = Omit<ManifestArtifact, 'path' | 'sha256' | 'bytes'>

export interface BundleWriter {
  /** Writes one artifact; what is secret never reaches the disk. Paths are relative, with `/`. */
  add(path: string, content: Uint8Array | string, facts: ArtifactFacts): Promise<void>
  /** Writes the manifest and ends the bundle. Call it also for what was interrupted, with `partial`. */
  finish(manifest: Omit<BundleManifest, 'schema' | 'artifacts' | 'redacted'>): Promise<BundleManifest>
}

type Put = (path: string, bytes: Buffer) => Promise<void>

/**
 * A bundle in the making: a folder, or one file (`.tar`, `.tar.gz`, `.tar.zst`) when the name ends so. The manifest comes last,
 * so that a bundle whose making broke off is still readable as a folder of logs.
 */
export async function createBundle(target: string): Promise<BundleWriter> {
  const sink = await open(target)
  const redactor = createRedactor()
  const artifacts: ManifestArtifact[] = []
  return {
    async add(path, content, facts) {
      const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1')
      const clean = text.split('\n').map(redactor.line).join('\n')
      const bytes = Buffer.from(clean, typeof content === 'string' ? 'utf8' : 'latin1')
      await sink.put(path, bytes)
      artifacts.push({ path, ...facts, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length })
    },
    async finish(facts) {
      const told = redactStrings(facts, redactor.line) as typeof facts
      const manifest: BundleManifest = {
        schema: 'whydown.bundle/v1',
        ...told,
        artifacts: artifacts.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
        ...(redactor.kinds().length > 0 ? { redacted: redactor.kinds() } : {}),
      }
      await sink.put('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
      await sink.end()
      return manifest
    },
  }
}

/** Commands and error texts may quote what a file holds. */
function redactStrings(value: unknown, line: (text: string) => string): unknown {
  if (typeof value === 'string') return value.split('\n').map(line).join('\n')
  if (Array.isArray(value)) return value.map((one) => redactStrings(one, line))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, redactStrings(one, line)]))
  return value
}

async function open(target: string): Promise<{ put: Put; end(): Promise<void> }> {
  const archive = /\.tar(?:\.(gz|zst))?$|\.tgz$/.exec(target)
  try {
    await mkdir(archive ? dirname(target) : target, { recursive: true, mode: 0o700 })
    return archive ? await archiveSink(target, target.endsWith('gz') ? 'gz' : archive[1]) : folderSink(target)
  } catch (error) {
    throw new WhydownError('usage', `Cannot write ${target}: ${(error as Error).message}.`, 'Choose another place with -o.', error)
  }
}

function folderSink(folder: string): { put: Put; end(): Promise<void> } {
  return {
    async put(path, bytes) {
      const file = join(folder, path)
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await writeFile(file, bytes, { mode: 0o600 })
    },
    async end() {},
  }
}

/** Written beside its name first: a file that has the name is whole. */
async function archiveSink(target: string, compression: string | undefined): Promise<{ put: Put; end(): Promise<void> }> {
  // Loaded only here: reading a log must start at once.
  const { pack } = await import('tar-stream')
  const tar = pack()
  const file = createWriteStream(`${target}.part`, { mode: 0o600, flush: true })
  const squeeze = compression === 'gz' ? createGzip() : compression === 'zst' ? createZstdCompress() : null
  const out: Writable = squeeze ? tar.pipe(squeeze).pipe(file) : tar.pipe(file)
  const written = finished(out)
  written.catch(() => {})
  return {
    put: (path, bytes) =>
      new Promise((resolve, reject) => {
        written.catch(reject)
        // Members carry no time: the same evidence gives the same archive.
        tar.entry({ name: path, size: bytes.length, mtime: new Date(0), mode: 0o600 }, bytes, (error) =>
          error ? reject(error) : resolve(),
        )
      }),
    async end() {
      tar.finalize()
      await written
      await rename(`${target}.part`, target)
    },
  }
}
