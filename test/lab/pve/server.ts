import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { createServer, request as ask } from 'node:https'
import { identify } from './access.ts'
import { api, ApiError } from './api.ts'
import { node } from './release.ts'
import { sample } from './rrd.ts'

const SAMPLE_EVERY_MS = 10_000

/** The HTTPS side of the API, with the self-signed certificate of a fresh installation; and pvestatd's samples. */
export async function serve(): Promise<number> {
  process.title = 'pveproxy'
  const folder = `/etc/pve/nodes/${node()}`
  if (!existsSync(`${folder}/pve-ssl.pem`)) {
    mkdirSync(`${folder}/priv`, { recursive: true, mode: 0o700 })
    const subject = ['-subj', `/O=Proxmox Virtual Environment/CN=${node()}`, '-addext', `subjectAltName=DNS:${node()},IP:127.0.0.1`]
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${folder}/pve-ssl.key`]
    execFileSync('openssl', ['req', '-x509', ...key, '-out', `${folder}/pve-ssl.pem`, '-days', '730', ...subject], { stdio: 'ignore' })
  }
  const server = createServer(
    { key: readFileSync(`${folder}/pve-ssl.key`), cert: readFileSync(`${folder}/pve-ssl.pem`) },
    (request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      request.on('end', () => {
        const url = new URL(request.url ?? '/', 'https://localhost')
        const who = identify(request.headers.authorization)
        const answer = (status: number, reason: string, value: unknown) => {
          const text = JSON.stringify(value)
          response
            .writeHead(status, reason.replaceAll('\n', ' '), {
              'content-type': 'application/json;charset=UTF-8',
              server: 'pve-api-daemon/3.0',
            })
            .end(text)
          log(request.socket.remoteAddress ?? '-', who ?? '-', `${request.method} ${request.url} HTTP/1.1`, status, text.length)
        }
        if (who === null) return answer(401, request.headers.authorization ? 'no such token' : 'No ticket', { data: null })
        const query = new URLSearchParams(url.search)
        for (const [name, value] of request.headers['content-type'] === 'application/json'
          ? pairs(JSON.parse(body || '{}'))
          : new URLSearchParams(body))
          query.append(name, value)
        api({
          who,
          method: request.method === 'POST' ? 'POST' : 'GET',
          path: url.pathname.replace('/api2/json', ''),
          query,
          forward: (to) => forward(to, request, body),
        }).then(
          (data) => answer(200, 'OK', { data }),
          (error: Error) =>
            answer(error instanceof ApiError ? error.status : 500, error.message, { data: null, message: `${error.message}\n` }),
        )
      })
    },
  )
  setInterval(() => void sample(Math.floor(Date.now() / 1000)).catch(() => undefined), SAMPLE_EVERY_MS)
  await sample(Math.floor(Date.now() / 1000))
  await new Promise<void>((resolve) => server.listen(8006, resolve))
  return new Promise(() => undefined)
}

const pairs = (value: object): [string, string][] =>
  Object.entries(value).flatMap(([name, some]) => [some].flat().map((one): [string, string] => [name, String(one)]))

function log(address: string, who: string, request: string, status: number, length: number): void {
  const now = new Date()
  const two = (value: number) => String(value).padStart(2, '0')
  const stamp = `${two(now.getUTCDate())}/${two(now.getUTCMonth() + 1)}/${now.getUTCFullYear()}:${two(now.getUTCHours())}:${two(now.getUTCMinutes())}:${two(now.getUTCSeconds())} +0000`
  appendFileSync('/var/log/pveproxy/access.log', `${address} - ${who} [${stamp}] "${request}" ${status} ${length}\n`, { mode: 0o640 })
}

const FORWARD_LIMIT_MS = 5000

/** The same question to the API of another node, whose answer is ours; 595 when it does not answer, as with Proxmox. */
function forward(to: string, { method, url, headers }: IncomingMessage, body: string): Promise<unknown> {
  const { nodelist } = JSON.parse(readFileSync('/etc/pve/.members', 'utf8')) as { nodelist: Record<string, { ip: string }> }
  const ca = readFileSync(`/etc/pve/nodes/${to}/pve-ssl.pem`)
  return new Promise((resolve, reject) => {
    const gone = (error: Error) => reject(new ApiError(595, `Errors during connection establishment: ${error.message}`))
    const other = ask(
      {
        host: nodelist[to]?.ip,
        port: 8006,
        path: url,
        method,
        headers: { ...headers, host: to },
        ca,
        servername: to,
        timeout: FORWARD_LIMIT_MS,
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve((JSON.parse(text) as { data: unknown }).data)
          else reject(new ApiError(answer.statusCode ?? 500, answer.statusMessage ?? ''))
        })
      },
    )
    other.on('error', gone).on('timeout', () => other.destroy(new Error('timed out')))
    other.end(body)
  })
}
