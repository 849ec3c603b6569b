import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { FailedLogins, type Role, secretFits, type SessionFacts, Sessions } from './auth.ts'

export const COOKIE = 'whydown_session'

/** Who may come in. Without secrets the page is for this machine only, and everybody on it has `open`. */
export interface Access {
  readonly open: Role | null
  /** Hashed secrets by role. */
  readonly secrets: readonly { readonly role: Role; readonly hashed: string }[]
  /** Names under which the page is reached; others are refused, so that no foreign page can rebind its name to us. */
  readonly hosts: readonly string[]
  /** A reverse proxy in front tells address and scheme. */
  readonly proxied: boolean
}

export interface Variables {
  session: SessionFacts
}
export type AppContext = Context<{ Variables: Variables }>

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('content-security-policy')) c.res.headers.set('content-security-policy', CSP)
  c.res.headers.set('x-content-type-options', 'nosniff')
  c.res.headers.set('referrer-policy', 'no-referrer')
  c.res.headers.set('cross-origin-opener-policy', 'same-origin')
  c.res.headers.set('cross-origin-resource-policy', 'same-origin')
  c.res.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
}

export const refuse = (c: Context, status: 400 | 401 | 403 | 404 | 409 | 413 | 421 | 429 | 500 | 503, message: string, hint: string) =>
  c.json({ error: { message, hint } }, status)

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

export function createGuard(access: Access, now: () => number) {
  const sessions = new Sessions(now)
  const failures = new FailedLogins(now)
  const openCsrf = randomBytes(18).toString('base64url')
  const addressOf = (c: Context): string => {
    const forwarded = access.proxied ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
    const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
    return forwarded ?? incoming?.socket?.remoteAddress ?? 'unknown'
  }
  const isSecure = (c: Context) => access.proxied && c.req.header('x-forwarded-proto') === 'https'

  const try_ = async (c: Context, secret: string): Promise<{ role: Role } | { wait: number } | null> => {
    const address = addressOf(c)
    const wait = failures.wait(address)
    if (wait > 0) return { wait }
    // Counted before the slow part, so that many tries at once do not slip through.
    failures.failed(address)
    for (const { role, hashed } of access.secrets)
      if (await secretFits(secret, hashed)) {
        failures.forgive(address)
        return { role }
      }
    return null
  }

  /** Only names we know: another one in the Host header is a page that rebinds its name to this address. */
  const knownHost: MiddlewareHandler = async (c, next) => {
    const host = (c.req.header('host') ?? '').replace(/:\d+$/, '').toLowerCase()
    if (!access.hosts.includes(host))
      return refuse(
        c,
        421,
        `This is not ${host || 'a named host'}.`,
        `Reach it as ${access.hosts[0] ?? 'localhost'}, or name it with --host-name.`,
      )
    return next()
  }

  const identify: MiddlewareHandler<{ Variables: Variables }> = async (c, next) => {
    const bearer = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined) {
      const found = await try_(c, bearer)
      if (found === null) return refuse(c, 401, 'This token is not known.', 'Check the token.')
      if ('wait' in found) return refuse(c, 429, 'Too many wrong tokens.', `Wait ${found.wait} s.`)
      c.set('session', { role: found.role, name: 'api', csrf: '' })
      return next()
    }
    const facts = sessions.of(getCookie(c, COOKIE)) ?? (access.open ? { role: access.open, name: 'local', csrf: openCsrf } : null)
    if (!facts) return refuse(c, 401, 'A password is needed.', 'Log in.')
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const site = c.req.header('sec-fetch-site')
      if ((site !== undefined && site !== 'same-origin') || !same(c.req.header('x-whydown-csrf') ?? '', facts.csrf))
        return refuse(c, 403, 'This request did not come from the page.', 'Reload the page.')
    }
    c.set('session', facts)
    return next()
  }

  const editorOnly: MiddlewareHandler<{ Variables: Variables }> = async (c, next) =>
    c.get('session').role === 'editor'
      ? next()
      : refuse(
          c,
          403,
          'This needs the editor role.',
          access.secrets.length > 0 ? 'Log in as an editor.' : 'Start `whydown serve --editor`.',
        )

  /** Webhooks of machines: from this machine without a secret where the page is open, else with a bearer token. */
  const webhook: MiddlewareHandler<{ Variables: Variables }> = async (c, next) => {
    if (c.req.header('authorization') !== undefined) return identify(c, next)
    return access.open && c.req.header('sec-fetch-site') === undefined && c.req.header('origin') === undefined
      ? next()
      : refuse(c, 401, 'A token is needed.', 'Send it as Authorization: Bearer.')
  }

  return { sessions, webhook, knownHost, identify, editorOnly, isSecure, tryLogin: try_ }
}
export type Guard = ReturnType<typeof createGuard>
