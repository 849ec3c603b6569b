import type { Route, ServerParts } from '../app.ts'
import { type Guard, refuse } from '../guard.ts'
import type { DoctorView } from '../views.ts'

const NOBODY: DoctorView = { at: null, running: false, hosts: [] }

export function doctorRoutes(api: Route, parts: ServerParts, guard: Guard): void {
  api.get('/doctor', (c) => c.json(parts.doctor?.read() ?? NOBODY))
  api.post('/doctor', guard.editorOnly, async (c) => {
    if (!parts.doctor) return refuse(c, 503, 'No host is configured.', 'Run whydown init.')
    await parts.doctor.run()
    return c.body(null, 204)
  })
}
