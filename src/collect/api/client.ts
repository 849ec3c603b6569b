import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:https'
import { connect, type TLSSocket } from 'node:tls'
import { WhydownError } from '../../model/index.ts'

export interface ApiEndpoint {
  /** https://pve1:8006 */
  readonly url: string
  /** user@realm!name=secret */
  readonly token: string
  /** SHA-256 of the certificate, with or without colons. */
  readonly fingerprint?: string
  /** File of the certificate authority. */
  readonly ca?: string
}

export interface ApiAnswer {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number
  /** `data` of the envelope; undefined unless the status is 200. */
  readonly data?: unknown
  /** Reason phrase of the server, or what went wrong on the way. */
  readonly reason: string
  readonly bytes: number
  readonly milliseconds: number
  /** Clock of the server as it says in `Date`, to the second. */
  readonly date: number | null
}

export interface ApiClient {
  get(path: string, limitMs?: number): Promise<ApiAnswer>
  /** Only to run the readers of the allow-list inside a guest: nothing else of the API is ever written to. */
  post(path: string, body: Readonly<Record<string, unknown>>, limitMs?: number): Promise<ApiAnswer>
  close(): void
}

const LIMIT_MS = 10_000
const BODY_CAP = 24 * 1024 * 1024
/** pvedaemon has three workers: more at once would starve the web interface. */
const AT_ONCE = 2

const plain = (fingerprint: string) => fingerprint.replaceAll(':', '').toUpperCase()

/**
 * The Proxmox API with a token. The certificate is checked before the first byte of the token leaves: against the pinned
 * fingerprint, against the given authority, or as any other website.
 */
export async function apiClient(endpoint: ApiEndpoint): Promise<ApiClient> {
  if (!/^[^\s=!@]+@[\w.-]+![\w.-]+=[\w-]+$/.test(endpoint.token))
    throw new WhydownError(
      'config',
      `The token for ${endpoint.url} is not one.`,
      'It looks like whydown@pve!read=01234567-89ab-…: user, realm, name and secret.',
    )
  const ca =
    endpoint.ca === undefined
      ? undefined
      : await readFile(endpoint.ca).catch((error: Error) => {
          throw new WhydownError(
            'config',
            `Cannot read ${endpoint.ca}: ${error.message}.`,
            'Copy /etc/pve/pve-root-ca.pem of a node there.',
          )
        })
  const { fingerprint } = endpoint
  const agent = fingerprint === undefined ? new Agent({ keepAlive: true, maxSockets: AT_ONCE, ...(ca ? { ca } : {}) }) : pinned(fingerprint)
  const call = (method: 'GET' | 'POST', path: string, body: string | null, limitMs: number): Promise<ApiAnswer> =>
    new Promise((resolve) => {
      const started = performance.now()
      let date: number | null = null
      const done = (status: number, reason: string, bytes = 0, data?: unknown) => {
        clearTimeout(timer)
        resolve({
          status,
          reason,
          bytes,
          milliseconds: Math.round(performance.now() - started),
          date,
          ...(data === undefined ? {} : { data }),
        })
      }
      const headers = {
        Authorization: `PVEAPIToken=${endpoint.token}`,
        Accept: 'application/json',
        ...(body === null ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
      }
      const asked = request(new URL(`/api2/json${path}`, endpoint.url), { method, agent, headers }, (response) => {
        date = Date.parse(response.headers.date ?? '') || null
        const chunks: Buffer[] = []
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > BODY_CAP) asked.destroy(new Error('the answer is longer than what is taken'))
          else chunks.push(chunk)
        })
        response.on('end', () => {
          const status = response.statusCode ?? 0
          if (status !== 200) return done(status, response.statusMessage ?? '', bytes)
          try {
            const { data } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { data?: unknown }
            done(200, 'OK', bytes, data ?? null)
          } catch {
            done(0, 'the answer is no JSON', bytes)
          }
        })
        response.on('error', (error) => done(0, error.message, bytes))
      })
      const timer = setTimeout(() => asked.destroy(new Error(`no answer within ${Math.round(limitMs / 1000)} s`)), limitMs)
      asked.on('error', (error) => done(0, error.message))
      asked.end(body ?? undefined)
    })
  return {
    get: (path, limitMs = LIMIT_MS) => call('GET', path, null, limitMs),
    post: (path, body, limitMs = LIMIT_MS) => call('POST', path, JSON.stringify(body), limitMs),
    close: () => agent.destroy(),
  }
}

/** Connections to exactly that certificate. The check comes before the connection is handed out, so nothing is sent to another. */
function pinned(fingerprint: string): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  agent.createConnection = (options, callback) => {
    const { host, port, servername } = options as { host?: string; port?: number | string; servername?: string }
    const socket: TLSSocket = connect({
      host: host ?? 'localhost',
      port: Number(port),
      rejectUnauthorized: false,
      ...(servername ? { servername } : {}),
    })
    let told = false
    const tell = (error: Error | null) => {
      if (told) return
      told = true
      if (error) socket.destroy()
      callback?.(error, socket)
    }
    socket.once('secureConnect', () => {
      const shown = socket.getPeerCertificate().fingerprint256
      tell(plain(shown) === plain(fingerprint) ? null : new Error(`the certificate is another one: ${shown}`))
    })
    socket.once('error', tell)
    return undefined
  }
  return agent
}
