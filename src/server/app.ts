import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ClusterState } from '../model/index.ts'
import type { IncidentStore } from '../store/index.ts'
import { type Access, createGuard, refuse, securityHeaders, type Variables } from './guard.ts'
import { WhydownError } from '../model/index.ts'
import { serveAssets } from './assets.ts'
import { openApiDocument } from './openapi.ts'
import { actionRoutes } from './routes/actions.ts'
import { analysisRoutes } from './routes/analysis.ts'
import { capacityRoutes } from './routes/capacity.ts'
import { doctorRoutes } from './routes/doctor.ts'
import { eventRoutes } from './routes/events.ts'
import { incidentRoutes } from './routes/incidents.ts'
import { nowRoutes } from './routes/now.ts'
import { sessionRoutes } from './routes/session.ts'
import type { DoctorView } from './views.ts'

/** What the page stands on. Everything that touches the world is handed in. */
export interface ServerParts {
  readonly store: IncidentStore
  readonly version: string
  /** IANA zone in which lists show times. */
  readonly zone: string
  readonly access: Access
  /** Folder with index.html, app.js and style.css. */
  readonly assets: string
  readonly now: () => number
  /** What the daemon last saw; null without one. */
  readonly state: () => ClusterState | null
  readonly watching: boolean
  /** Diagnoses a file that somebody dropped and keeps it; gives the id of the incident. */
  readonly analyze: (path: string, side: 'host' | 'guest' | undefined, by: string) => Promise<string>
  /** Looks whether actions hold; null where no host can be asked. */
  readonly verify: ((incident: string | undefined, by: string) => Promise<{ looked: number; message: string }>) | null
  /** Prints HTML through an installed browser; null where there is none. */
  readonly pdf: ((html: string) => Promise<Uint8Array>) | null
  readonly doctor: { read: () => DoctorView; run: () => Promise<void> } | null
  readonly capacity: ((change: unknown) => Promise<unknown>) | null
  /** OpenMetrics text. */
  readonly metrics: (() => Promise<string>) | null
  /** A notification of Proxmox VE or Alertmanager came in. */
  readonly webhook: ((from: string, body: unknown) => Promise<void>) | null
}

export type Route = Hono<{ Variables: Variables }>

/** What a form or a notification may weigh. Without this limit one request fills the memory before it is refused. */
const MOST_BODY_BYTES = 1024 * 1024
/** Files come here: they go to disk as they come, and have a limit of their own. */
const UPLOAD = '/api/v1/analyze'

/** The whole HTTP face: API, page, metrics. Everything the page shows is in the API. */
export function createApp(parts: ServerParts): Hono {
  const guard = createGuard(parts.access, parts.now)
  const app = new Hono()
  app.use('*', securityHeaders)
  app.get('/healthz', (c) => c.text('ok\n'))
  app.use('*', guard.knownHost)
  const limit = bodyLimit({
    maxSize: MOST_BODY_BYTES,
    onError: (c) => refuse(c, 413, 'This request is too large.', 'At most 1 MiB; files go to /api/v1/analyze.'),
  })
  app.use('*', (c, next) => (c.req.path === UPLOAD ? next() : limit(c, next)))

  const api: Route = new Hono<{ Variables: Variables }>()
  sessionRoutes(api, parts, guard)
  api.use('*', guard.identify)
  api.get('/openapi.json', (c) => c.json(openApiDocument(parts.version)))
  nowRoutes(api, parts)
  incidentRoutes(api, parts, guard)
  actionRoutes(api, parts, guard)
  capacityRoutes(api, parts)
  doctorRoutes(api, parts, guard)
  analysisRoutes(api, parts, guard)
  eventRoutes(api, parts)
  api.notFound((c) => refuse(c, 404, `There is no ${new URL(c.req.url).pathname}.`, 'The paths stand in /api/v1/openapi.json.'))
  app.route('/api/v1', api)

  app.get('/metrics', guard.identify, async (c) =>
    parts.metrics
      ? c.body(await parts.metrics(), 200, { 'content-type': 'application/openmetrics-text; version=1.0.0; charset=utf-8' })
      : refuse(c, 404, 'Nothing is measured.', 'Configure hosts: whydown init.'),
  )
  app.post('/hooks/:from', guard.webhook, async (c) => {
    if (!parts.webhook) return refuse(c, 404, 'Nobody is watching.', 'Configure hosts: whydown init.')
    const text = await c.req.text()
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch {
      return refuse(c, 400, 'This notification is not JSON.', 'See docs/guide/watch.md for the template.')
    }
    await parts.webhook(c.req.param('from'), body)
    return c.body(null, 204)
  })
  serveAssets(app, parts.assets)
  app.onError((error, c) => {
    if (error instanceof WhydownError)
      return refuse(
        c,
        error.code === 'missing' ? 404 : error.code === 'conflict' ? 409 : error.code === 'store' ? 503 : 400,
        error.message,
        error.hint,
      )
    return refuse(c, 500, 'This is a fault of whydown.', 'Its log has the details; please report it.')
  })
  return app
}
