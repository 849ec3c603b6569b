import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashSecret } from './auth.ts'
import { serverWithIncident } from './server.fixture.ts'
import type { ActionBoard, IncidentList, IncidentView, LinesView, NowView, SessionView } from './views.ts'
import { incidentView, linesView, nowView } from './views.ts'

let server: Awaited<ReturnType<typeof serverWithIncident>>
let csrf = ''
beforeAll(async () => {
  server = await serverWithIncident()
  csrf = (await server.json<SessionView>('/api/v1/session')).csrf
})
afterAll(() => server.store.close())

const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  server.ask(`/api/v1${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-whydown-csrf': csrf, ...headers },
  })

describe('reading', () => {
  test('every answer has the form that the OpenAPI document tells', async () => {
    expect(nowView.parse(await server.json<NowView>('/api/v1/now')).recent).toHaveLength(1)
    const view = incidentView.parse(await server.json<IncidentView>(`/api/v1/incidents/${server.id}`))
    expect(view.document.diagnoses[0]?.cause?.id).toBe('memory.host-oom')
    expect(view.actions.length).toBeGreaterThan(3)
    const api = await server.json<{ paths: Record<string, unknown> }>('/api/v1/openapi.json')
    expect(Object.keys(api.paths)).toContain('/incidents/{id}/lines')
  })
  test('search finds by words of the log, filters by cause, and says nothing matches', async () => {
    expect((await server.json<IncidentList>('/api/v1/incidents?search=maas')).total).toBe(1)
    expect((await server.json<IncidentList>('/api/v1/incidents?cause=storage.nfs-hang')).total).toBe(0)
    expect((await server.ask('/api/v1/incidents?from=yesterday')).status).toBe(400)
  })
  test('cited lines come with what stands around them in the very file', async () => {
    const kill = server.document.evidence.find((item) => item.text.includes('Killed process 1705'))!
    const view = linesView.parse(await server.json<LinesView>(`/api/v1/incidents/${server.id}/lines?refs=${kill.ref}&around=2`))
    const lines = view.files[0]!.lines
    expect(lines.map((line) => line.hit)).toEqual([false, false, true, false, false])
    expect(lines[2]).toMatchObject({ line: kill.line, text: kill.text, ref: kill.ref })
    expect(lines[1]!.line).toBe(kill.line - 1)
  })
  test('an incident that does not exist is told in two lines', async () => {
    const answer = await server.ask('/api/v1/incidents/NOPE-2020-01-01-001')
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ error: { message: expect.any(String), hint: expect.any(String) } })
  })
  test('reports as files, the HTML one without scripts', async () => {
    for (const form of ['md', 'html', 'json', 'txt']) {
      const answer = await server.ask(`/api/v1/incidents/${server.id}/report.${form}`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-disposition')).toContain(`${server.id}.${form}`)
      if (form === 'html') expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    }
    expect((await server.ask(`/api/v1/incidents/${server.id}/report.exe`)).status).toBe(404)
  })
})

describe('writing', () => {
  test('words, severity and status change; the history tells who; a stale revision is refused', async () => {
    const before = await server.json<IncidentView>(`/api/v1/incidents/${server.id}`)
    const change = { revision: before.revision, impact: 'DHCP was gone.', severity: 'P1', status: 'reviewed' }
    expect((await send('PATCH', `/incidents/${server.id}`, change)).status).toBe(200)
    const after = await server.json<IncidentView>(`/api/v1/incidents/${server.id}`)
    expect(after.narrative.impact).toBe('DHCP was gone.')
    expect([after.row.severity, after.row.status]).toEqual(['P1', 'reviewed'])
    expect((await send('PATCH', `/incidents/${server.id}`, { ...change, impact: 'other' })).status).toBe(409)
  })
  test('a note is a person’s', async () => {
    expect((await send('POST', `/incidents/${server.id}/annotations`, { text: 'Leases are 24 h.', at: null })).status).toBe(204)
    const view = await server.json<IncidentView>(`/api/v1/incidents/${server.id}`)
    expect(view.history[0]).toMatchObject({ byPerson: true, text: expect.stringContaining('Leases are 24 h.') })
    expect(view.document.evidence.some((item) => item.text.includes('Leases'))).toBe(false)
  })
  test('an action gets owner and date', async () => {
    const board = await server.json<ActionBoard>('/api/v1/actions')
    const action = board.actions[0]!
    expect((await send('PATCH', `/actions/${action.id}`, { owner: 'SRE', due: '2025-08-05', status: 'in-progress' })).status).toBe(200)
    const after = (await server.json<ActionBoard>('/api/v1/actions')).actions.find((a) => a.id === action.id)
    expect(after).toMatchObject({ owner: 'SRE', due: '2025-08-05', status: 'in-progress' })
    expect((await send('PATCH', `/actions/${action.id}`, { due: 'soon' })).status).toBe(400)
  })
})

describe('who may', () => {
  test('a request without the token of the page, or from another site, changes nothing', async () => {
    expect((await send('POST', `/incidents/${server.id}/annotations`, { text: 'x' }, { 'x-whydown-csrf': 'guess' })).status).toBe(403)
    expect((await send('POST', `/incidents/${server.id}/annotations`, { text: 'x' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })
  test('a foreign name that points here is refused', async () => {
    expect((await server.ask('/api/v1/now', { headers: { host: 'evil.example' } })).status).toBe(421)
  })
  test('every answer carries the headers that forbid foreign script', async () => {
    for (const path of ['/', '/api/v1/now', '/assets/app.js', '/nowhere']) {
      const policy = (await server.ask(path)).headers.get('content-security-policy')
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toContain('unsafe-inline')
    }
  })
  test('with passwords: none, a wrong one, a viewer, an editor, a bearer token, and a stop after five wrong ones', async () => {
    const locked = await serverWithIncident({
      access: {
        open: null,
        secrets: [
          { role: 'editor', hashed: hashSecret('open sesame') },
          { role: 'viewer', hashed: hashSecret('look only') },
        ],
        hosts: ['localhost'],
        proxied: false,
      },
    })
    const login = (secret: string) =>
      locked.ask('/api/v1/session', {
        method: 'POST',
        body: JSON.stringify({ secret, name: 'ann' }),
        headers: { 'content-type': 'application/json' },
      })
    expect((await locked.ask('/api/v1/now')).status).toBe(401)
    expect((await locked.ask('/')).status).toBe(200)
    const answer = await login('look only')
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    const headers = { cookie: cookie.split(';')[0]! }
    const session = (await (await locked.ask('/api/v1/session', { headers })).json()) as SessionView
    expect(session.role).toBe('viewer')
    const write = (extra: Record<string, string>) =>
      locked.ask(`/api/v1/incidents/${locked.id}/annotations`, {
        method: 'POST',
        body: '{"text":"x"}',
        headers: { 'content-type': 'application/json', ...extra },
      })
    expect((await write({ ...headers, 'x-whydown-csrf': session.csrf })).status).toBe(403)
    expect((await write({ authorization: 'Bearer open sesame' })).status).toBe(204)
    for (let i = 0; i < 5; i++) expect((await login('wrong')).status).toBe(401)
    expect((await login('open sesame')).status).toBe(429)
    await locked.store.close()
  })
  test('files outside the folder of the page cannot be named', async () => {
    for (const path of ['/assets/../store/whydown.db', '/assets/%2e%2e/store/whydown.db', '/store/whydown.db'])
      expect((await server.ask(path)).status).toBe(404)
  })
})

test('a request larger than a form may be is refused before it is read whole', async () => {
  const pieces = { read: 0 }
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (++pieces.read > 64) return controller.close()
      controller.enqueue(new Uint8Array(256 * 1024))
    },
  })
  const init = { method: 'POST', body: endless, duplex: 'half', headers: { 'x-whydown-csrf': csrf } }
  const answer = await server.ask('/api/v1/incidents/x/annotations', init as RequestInit & { headers: Record<string, string> })
  expect(answer.status).toBe(413)
  expect(pieces.read).toBeLessThan(16)
})
