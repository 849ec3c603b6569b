import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}
/** Pages of the application: each gives index.html, which asks the API for its content. */
const PAGES = ['/', '/incidents', '/incidents/:id', '/actions', '/capacity', '/doctor']

/** A handful of files, read once, sent compressed and with an ETag. Nothing outside the folder can be named. */
export function serveAssets(app: Hono, folder: string): void {
  const files = new Map(
    readdirSync(folder)
      .filter((name) => extname(name) in TYPES)
      .map((name) => {
        const bytes = readFileSync(join(folder, name))
        const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`
        return [name, { bytes, packed: gzipSync(bytes, { level: 9 }), tag, type: TYPES[extname(name)]! }] as const
      }),
  )
  const send = (name: string) => (c: import('hono').Context) => {
    const file = files.get(name)
    if (!file) return c.notFound()
    c.header('etag', file.tag)
    c.header('cache-control', 'no-cache')
    c.header('vary', 'accept-encoding')
    if (c.req.header('if-none-match') === file.tag) return c.body(null, 304)
    const packed = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    if (packed) c.header('content-encoding', 'gzip')
    return c.body(new Uint8Array(packed ? file.packed : file.bytes), 200, { 'content-type': file.type })
  }
  for (const name of files.keys()) app.get(`/assets/${name}`, send(name))
  for (const page of PAGES) app.get(page, send('index.html'))
}
