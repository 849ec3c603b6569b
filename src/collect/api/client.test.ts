import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../config/index.ts'
import { apiClient } from './client.ts'
import { openApi } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'whydown-api-'))
const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
const token = 'w@pve!read=0123-secret'
let url = ''
let fingerprint = ''
let rights: object = { '/': { 'VM.Audit': 1, 'Sys.Audit': 1, 'Sys.Syslog': 1 } }
const seen: (string | undefined)[] = []
const server = () =>
  createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    seen.push(request.headers.authorization)
    const path = request.url!.replace('/api2/json', '')
    const answers: Record<string, unknown> = {
      '/version': { version: '9.0' },
      '/access/permissions': rights,
      '/cluster/resources': [],
      '/cluster/status': [{ type: 'node', name: 'pve1' }],
    }
    if (request.headers.authorization !== `PVEAPIToken=${token}`) response.writeHead(401, 'no such token').end('{"data":null}')
    else if (path in answers) response.end(JSON.stringify({ data: answers[path] }))
    else if (path === '/hang') return
    else response.writeHead(403, 'Permission check failed (/vms/100, VM.Audit)').end('{"data":null}')
  })
let running: ReturnType<typeof server>
beforeAll(async () => {
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      '-subj',
      '/CN=pve1',
      '-addext',
      'subjectAltName=DNS:localhost',
    ],
    { stdio: 'ignore' },
  )
  fingerprint = new X509Certificate(readFileSync(cert)).fingerprint256
  running = server()
  await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve))
  url = `https://localhost:${(running.address() as AddressInfo).port}`
})
afterAll(() => {
  running.closeAllConnections()
  running.close()
})

describe('whom it talks to', () => {
  test('the pinned certificate', async () => {
    const client = await apiClient({ url, token, fingerprint })
    expect(await client.get('/version')).toMatchObject({ status: 200, data: { version: '9.0' } })
    client.close()
  })
  test('another certificate never gets the token', async () => {
    const before = seen.length
    const client = await apiClient({ url, token, fingerprint: fingerprint.replace(/^../, fingerprint.startsWith('00') ? '01' : '00') })
    expect((await client.get('/version')).reason).toContain('the certificate is another one')
    expect(seen.length).toBe(before)
    client.close()
  })
  test('one that nobody vouches for neither', async () => {
    const before = seen.length
    const client = await apiClient({ url, token })
    expect(await client.get('/version')).toMatchObject({ status: 0 })
    expect(seen.length).toBe(before)
    client.close()
  })
  test('one that the given authority vouches for', async () => {
    const client = await apiClient({ url, token, ca: cert })
    expect((await client.get('/version')).status).toBe(200)
    client.close()
  })
})

test('refusals and silence are answers', async () => {
  const client = await apiClient({ url, token, fingerprint })
  expect(await client.get('/other')).toMatchObject({ status: 403, reason: 'Permission check failed (/vms/100, VM.Audit)' })
  expect(await client.get('/hang', 200)).toMatchObject({ status: 0, reason: 'no answer within 0 s' })
  client.close()
})
test('what is no token is said without showing it', () =>
  expect(apiClient({ url, token: 'secret-without-user' })).rejects.toThrow(/^The token for https:\/\/localhost:\d+ is not one\.$/))

describe('an endpoint of the configuration', () => {
  const open = async () => {
    const file = join(folder, 'token')
    writeFileSync(file, token, { mode: 0o600 })
    const config = parseConfig(`api: [{ url: '${url}', token: { file: '${file}' }, fingerprint: '${fingerprint}' }]`, 'w.yaml')
    return openApi(config.api[0]!, {}, () => {})
  }
  test('its nodes', async () => {
    const cluster = await open()
    expect([cluster.trouble, cluster.nodes, cluster.notes]).toEqual([null, ['pve1'], []])
    cluster.close()
  })
  test('a separated token without rights is no empty cluster', async () => {
    rights = {}
    const cluster = await open()
    expect(cluster.trouble?.because).toContain('has no rights at all')
    expect(cluster.trouble?.next).toContain("pveum acl modify / --tokens 'w@pve!read'")
    cluster.close()
  })
  test('what it may not see is said', async () => {
    rights = { '/': { 'VM.Audit': 1, 'Sys.Audit': 1 } }
    const cluster = await open()
    expect(cluster.notes.join()).toContain('no Sys.Syslog')
    cluster.close()
  })
})
