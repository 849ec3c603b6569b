/**
 * A server that takes what is sent to it: prints `ready`, then one JSON line for each request. It runs where the lab's client
 * stands, so its port is only the lab's.
 *
 *   node post-box.ts PORT
 */
import { createServer } from 'node:http'

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
  request.on('end', () => {
    process.stdout.write(`${JSON.stringify({ method: request.method, url: request.url, body: JSON.parse(body) as unknown })}\n`)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
})
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.stdout.write('"ready"\n'))
