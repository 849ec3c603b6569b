import { z } from 'zod'
import { actionKind, actionStatus } from '../../model/index.ts'
import type { Route, ServerParts } from '../app.ts'
import { type Guard, refuse } from '../guard.ts'
import { actionOf } from '../incident-views.ts'
import type { ActionBoard } from '../views.ts'

const change = z.object({
  text: z.string().trim().min(1).max(400).optional(),
  kind: actionKind.optional(),
  owner: z.string().max(80).nullable().optional(),
  due: z.union([z.iso.date(), z.null()]).optional(),
  status: actionStatus.optional(),
  note: z.string().max(400).nullable().optional(),
})

export function actionRoutes(api: Route, parts: ServerParts, guard: Guard): void {
  api.get('/actions', async (c) => {
    const actions = await parts.store.actions({})
    const headlines = new Map((await parts.store.list({ limit: 10_000 })).incidents.map((incident) => [incident.id, incident.headline]))
    const board: ActionBoard = {
      actions: actions.map((action) => ({ ...actionOf(action), headline: headlines.get(action.incident) ?? '' })),
      today: new Date(parts.now()).toISOString().slice(0, 10),
    }
    return c.json(board)
  })

  api.patch('/actions/:id', guard.editorOnly, async (c) => {
    const body = change.safeParse(await c.req.json().catch(() => null))
    if (!body.success) return refuse(c, 400, `This change is not understood: ${body.error.issues[0]?.path.join('.')}.`, 'Check the field.')
    const changes = Object.fromEntries(Object.entries(body.data).filter(([, value]) => value !== undefined))
    const action = await parts.store.changeAction(c.req.param('id'), changes, { by: c.get('session').name, at: parts.now() })
    return c.json(actionOf(action))
  })

  api.post('/actions/verify', guard.editorOnly, async (c) => {
    if (!parts.verify)
      return refuse(c, 503, 'No host can be asked.', 'Configure hosts: whydown init. Or: whydown actions verify --from PATH.')
    return c.json(await parts.verify(c.req.query('incident'), c.get('session').name))
  })
}
