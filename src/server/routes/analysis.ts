import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Route, ServerParts } from '../app.ts'
import { type Guard, refuse } from '../guard.ts'

const MOST_BYTES = 2 * 1024 ** 3

class TooLarge extends Error {}

/** A file that somebody dropped on the page: kept beside the temporary files while it is read, then gone. */
export function analysisRoutes(api: Route, parts: ServerParts, guard: Guard): void {
  api.post('/analyze', guard.editorOnly, async (c) => {
    const body = c.req.raw.body
    if (!body) return refuse(c, 400, 'No file came.', 'Drop a log, a journal file or a bundle.')
    const side = c.req.query('side')
    const name =
      basename((c.req.query('name') ?? '').replaceAll('\\', '/'))
        .replace(/[^\w.@~+-]/g, '_')
        .slice(0, 120) || 'evidence'
    const folder = await mkdtemp(join(tmpdir(), 'whydown-upload-'))
    try {
      let bytes = 0
      const counted = new Transform({
        transform(chunk: Buffer, _, done) {
          bytes += chunk.length
          done(bytes > MOST_BYTES ? new TooLarge() : null, chunk)
        },
      })
      const path = join(folder, name)
      await pipeline(Readable.fromWeb(body as import('node:stream/web').ReadableStream), counted, createWriteStream(path, { mode: 0o600 }))
      const id = await parts.analyze(path, side === 'host' || side === 'guest' ? side : undefined, c.get('session').name)
      return c.json({ id }, 201)
    } catch (error) {
      if (error instanceof TooLarge) return refuse(c, 413, 'This file is larger than 2 GiB.', 'Use `whydown analyze` on the file itself.')
      throw error
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}
