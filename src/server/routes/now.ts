import type { Route, ServerParts } from '../app.ts'
import { rowOf } from '../incident-views.ts'
import type { NowView } from '../views.ts'

const RECENT = 8
const OPEN = 50

export function nowRoutes(api: Route, parts: ServerParts): void {
  api.get('/now', async (c) => {
    const [recent, drafts] = await Promise.all([
      parts.store.list({ limit: RECENT }),
      parts.store.list({ status: ['draft', 'reviewed'], limit: OPEN }),
    ])
    const view: NowView = {
      state: parts.state(),
      recent: recent.incidents.map(rowOf),
      open: drafts.incidents.filter((incident) => incident.outage.to === null && incident.outage.planned !== true).map(rowOf),
      watching: parts.watching,
    }
    return c.json(view)
  })
}
