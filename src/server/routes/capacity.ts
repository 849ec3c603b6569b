import type { Route, ServerParts } from '../app.ts'
import { refuse } from '../guard.ts'

/** What-if over the memory plan: changes nothing, so viewers may ask. */
export function capacityRoutes(api: Route, parts: ServerParts): void {
  api.post('/capacity', async (c) => {
    if (!parts.capacity) return refuse(c, 503, 'No node is known yet.', 'Configure hosts: whydown init. Or: whydown capacity --from PATH.')
    return c.json((await parts.capacity(await c.req.json().catch(() => ({})))) as Record<string, unknown>)
  })
}
