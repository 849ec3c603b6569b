import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseConfig } from '../../config/index.ts'
import { createApiPoll } from './poll.ts'

test('two calls for each look; a token that is replaced is read anew; without rights it is no empty cluster', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-api-poll-'))
  const [key, cert, file] = ['key.pem', 'cert.pem', 'token'].map((name) => join(folder, name)) as [string, string, string]
  const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=pve1'
  execFileSync('openssl', [...words.split(' '), '-keyout', key, '-out', cert], { stdio: 'ignore' })
  let token = 'w@pve!read=first'
  let rights: object = { '/': { 'VM.Audit': 1, 'Sys.Audit': 1 } }
  const asked: string[] = []
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    const path = request.url!.replace('/api2/json', '')
    asked.push(path)
    if (request.headers.authorization !== `PVEAPIToken=${token}`) return response.writeHead(401, 'no such token').end('{}')
    const data = path === '/access/permissions' ? rights : path.endsWith('/status/current') ? { qmpstatus: 'io-error' } : [{ type: 'node' }]
    return response.end(JSON.stringify({ data }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `https://localhost:${(server.address() as AddressInfo).port}`
  const { fingerprint256 } = new X509Certificate(readFileSync(cert))
  writeFileSync(file, token, { mode: 0o600 })
  const config = parseConfig(`api: [{ url: '${url}', token: { file: '${file}' }, fingerprint: '${fingerprint256}' }]`, 'w.yaml').api[0]!
  const poll = createApiPoll(config, {}, Date.now)
  try {
    expect(await poll.ask()).toEqual({ resources: [{ type: 'node' }], status: [{ type: 'node' }] })
    await poll.ask()
    expect(asked).toEqual(['/access/permissions', '/cluster/resources', '/cluster/status', '/cluster/resources', '/cluster/status'])
    expect(await poll.halted('pve1', '102')).toBe('io-error')
    token = 'w@pve!read=second'
    await expect(poll.ask()).rejects.toThrow('does not know the token')
    writeFileSync(file, token, { mode: 0o600 })
    expect((await poll.ask()).resources).toHaveLength(1)
    poll.close()
    rights = {}
    await expect(poll.ask()).rejects.toThrow('lacks VM.Audit or Sys.Audit')
  } finally {
    poll.close()
    server.closeAllConnections()
    server.close()
  }
})
