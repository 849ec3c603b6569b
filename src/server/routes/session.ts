import { setCookie, getCookie, deleteCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Route, ServerParts } from '../app.ts'
import { COOKIE, type Guard, refuse } from '../guard.ts'
import type { SessionView } from '../views.ts'

const login = z.object({ secret: z.string().min(1).max(1024), name: z.string().max(80).default('') })

/** Login stands before the guard; who one is stands behind it. */
export function sessionRoutes(api: Route, parts: ServerParts, guard: Guard): void {
  api.post('/session', async (c) => {
    const site = c.req.header('sec-fetch-site')
    if (site !== undefined && site !== 'same-origin') return refuse(c, 403, 'This request did not come from the page.', 'Reload the page.')
    const body = login.safeParse(await c.req.json().catch(() => null))
    if (!body.success) return refuse(c, 400, 'A password is missing.', 'Send {"secret": "…"}.')
    const found = await guard.tryLogin(c, body.data.secret)
    if (found === null) return refuse(c, 401, 'This password is not known.', 'Try again.')
    if ('wait' in found) {
      c.header('retry-after', String(found.wait))
      return refuse(c, 429, 'Too many wrong passwords.', `Wait ${found.wait} s.`)
    }
    const { token } = guard.sessions.open(found.role, body.data.name.trim() || found.role)
    setCookie(c, COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/', secure: guard.isSecure(c), maxAge: 12 * 3600 })
    return c.body(null, 204)
  })
  api.delete('/session', guard.identify, (c) => {
    guard.sessions.close(getCookie(c, COOKIE))
    deleteCookie(c, COOKIE, { path: '/' })
    return c.body(null, 204)
  })
  api.get('/session', guard.identify, (c) => {
    const session = c.get('session')
    const view: SessionView = {
      role: session.role,
      login: parts.access.secrets.length > 0,
      csrf: session.csrf,
      version: parts.version,
      zone: parts.zone,
    }
    return c.json(view)
  })
}
