import { serve, type ServerType } from '@hono/node-server'
import type { Hono } from 'hono'
import type { AddressInfo } from 'node:net'
import { WhydownError } from '../model/index.ts'

export interface Listening {
  readonly url: string
  close(): Promise<void>
}

const WORDS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'ports below 1024 need more rights',
  EADDRNOTAVAIL: 'this machine has no such address',
}

/** Starts to answer; port 0 takes a free one. Ends streams at close, so that a stop does not wait for open pages. */
export function listen(app: Hono, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch: app.fetch, hostname: host, port }, (info: AddressInfo) => {
      const shown = info.family === 'IPv6' ? `[${info.address}]` : info.address
      resolve({
        url: `http://${shown}:${info.port}/`,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        new WhydownError(
          'config',
          `Cannot listen on ${host}:${port}: ${WORDS[error.code ?? ''] ?? error.message}.`,
          'Choose another with --listen HOST:PORT.',
          error,
        ),
      ),
    )
  })
}
