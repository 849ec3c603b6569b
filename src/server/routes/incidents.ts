import { Readable } from 'node:stream'
import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { type Incident, severityLevel, incidentStatus, actionKind } from '../../model/index.ts'
import type { IncidentChange } from '../../store/index.ts'
import type { Route, ServerParts } from '../app.ts'
import { type Guard, refuse } from '../guard.ts'
import { rowOf, viewOf } from '../incident-views.ts'
import { linesAround } from '../lines.ts'
import { incidentFile } from '../../incidents/index.ts'
import { recurrenceWords, renderIncident } from '../incident-report.ts'
import type { IncidentList } from '../views.ts'

const DAY_MS = 86_400_000
const PAGE = 50
const SUMMARY = 5000

const filter = z.object({
  search: z.string().max(200).optional(),
  cause: z.string().max(80).optional(),
  guest: z.string().max(80).optional(),
  status: incidentStatus.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(PAGE),
})

const text = (most: number) => z.string().max(most).nullable().optional()
const changes = z.object({
  revision: z.number(),
  headline: text(400),
  impact: text(4000),
  commander: text(80),
  severity: severityLevel.optional(),
  status: incidentStatus.optional(),
  nextReview: z.union([z.iso.date(), z.null()]).optional(),
})
const note = z.object({ text: z.string().trim().min(1).max(4000), at: z.string().max(40).nullable().default(null) })
const newAction = z.object({ text: z.string().trim().min(1).max(400), kind: actionKind })

export function incidentRoutes(api: Route, parts: ServerParts, guard: Guard): void {
  const { store } = parts
  api.get('/incidents', async (c) => {
    const asked = filter.safeParse(c.req.query())
    if (!asked.success) return refuse(c, 400, `This filter is not understood: ${asked.error.issues[0]?.path.join('.')}.`, 'Clear it.')
    const { search, cause, guest, status, from, to, offset, limit } = asked.data
    const query = {
      ...(search ? { text: search } : {}),
      ...(cause ? { cause } : {}),
      ...(guest ? { guest } : {}),
      ...(status ? { status: [status] } : {}),
      ...(from ? { since: Date.parse(from) } : {}),
      ...(to ? { until: Date.parse(to) + DAY_MS } : {}),
    }
    const [page, all] = await Promise.all([store.list({ ...query, offset, limit }), store.list({ ...query, limit: SUMMARY })])
    return c.json(
      summary(
        page.incidents.map(rowOf),
        page.total,
        all.incidents.map(rowOf),
        all.incidents.map((i) => i.day),
      ),
    )
  })

  api.get('/incidents/:id', async (c) => {
    const { incident, history, recurrence } = await incidentFile(store, c.req.param('id'))
    const similar = await Promise.all((recurrence?.similar ?? []).map(({ id }) => store.get(id)))
    return c.json(viewOf(incident, history, recurrence ? recurrenceWords(recurrence) : [], similar))
  })

  api.get('/incidents/:id/lines', async (c) => {
    const incident = await store.get(c.req.param('id'))
    const refs = (c.req.query('refs') ?? '').split(',').filter(Boolean)
    const around = Math.min(200, Math.max(0, Number(c.req.query('around') ?? 3) || 0))
    return c.json(await linesAround(incident, store.folder, refs, around))
  })

  api.get('/incidents/:id/:file{report\\.(?:md|html|json|pdf|txt)}', async (c) => {
    const { id } = await store.get(c.req.param('id'))
    const form = c.req.param('file').slice('report.'.length)
    const { body, type } = await renderIncident(store, id, form, parts.pdf)
    return c.body(body as Uint8Array<ArrayBuffer>, 200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${id}.${form}"`,
      // A report is a document of its own: its styles stand in it, scripts never run.
      ...(form === 'html' ? { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox" } : {}),
    })
  })

  api.get('/incidents/:id/bundle', async (c) => {
    const incident = await store.get(c.req.param('id'))
    const input = incident.recipe?.inputs[Number(c.req.query('n') ?? 0)]
    if (!input) return refuse(c, 404, 'The evidence of this incident was not kept.', 'Its cited lines stand in the report.')
    const name = input.path.split('/').at(-1) ?? 'evidence'
    return c.body(Readable.toWeb(createReadStream(`${store.folder}/${input.path}`)) as ReadableStream, 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${incident.id}-${name.replace(/[^\w.-]/g, '_')}"`,
    })
  })

  api.patch('/incidents/:id', guard.editorOnly, async (c) => {
    const body = changes.safeParse(await c.req.json().catch(() => null))
    if (!body.success) return refuse(c, 400, `This change is not understood: ${body.error.issues[0]?.path.join('.')}.`, 'Check the field.')
    const incident = await store.get(c.req.param('id'))
    const stamp = { by: c.get('session').name, at: parts.now() }
    let expected = body.data.revision
    for (const change of changesOf(incident, body.data)) expected = await store.change(incident.id, change, stamp, expected)
    return c.json({ revision: expected })
  })

  api.post('/incidents/:id/annotations', guard.editorOnly, async (c) => {
    const body = note.safeParse(await c.req.json().catch(() => null))
    if (!body.success) return refuse(c, 400, 'The note is empty or too long.', 'Write up to 4000 characters.')
    const at = body.data.at === null ? NaN : Date.parse(body.data.at)
    await store.change(
      c.req.param('id'),
      { kind: 'annotate', text: body.data.text, ...(Number.isNaN(at) ? {} : { at }) },
      { by: c.get('session').name, at: parts.now() },
    )
    return c.body(null, 204)
  })

  api.post('/incidents/:id/actions', guard.editorOnly, async (c) => {
    const body = newAction.safeParse(await c.req.json().catch(() => null))
    if (!body.success) return refuse(c, 400, 'The action has no words or no kind.', 'Write what is to be done.')
    const action = await store.addAction(
      c.req.param('id'),
      { ...body.data, origin: 'person' },
      { by: c.get('session').name, at: parts.now() },
    )
    return c.json({ id: action.id }, 201)
  })
}

/** Only what really differs becomes a change, so that the history tells what was done and not what was sent. */
function changesOf(incident: Incident, body: z.infer<typeof changes>): IncidentChange[] {
  const words = incident.edits.find((edit) => edit.part === 'headline')?.text ?? null
  const list: IncidentChange[] = []
  if (body.headline !== undefined && body.headline !== words) list.push({ kind: 'edit', part: 'headline', text: body.headline, refs: [] })
  if (body.impact !== undefined && body.impact !== incident.impact) list.push({ kind: 'impact', text: body.impact })
  if (body.commander !== undefined && body.commander !== incident.commander) list.push({ kind: 'assign', commander: body.commander })
  if (body.severity !== undefined && body.severity !== incident.severity)
    list.push({ kind: 'severity', to: body.severity, because: 'set on the page' })
  if (body.nextReview !== undefined && body.nextReview !== incident.nextReview) list.push({ kind: 'next-review', day: body.nextReview })
  if (body.status !== undefined && body.status !== incident.status) list.push({ kind: 'status', to: body.status })
  return list
}

function summary(page: IncidentList['incidents'], total: number, all: IncidentList['incidents'], days: readonly string[]): IncidentList {
  const count = (keys: readonly string[]) =>
    Array.from(
      Map.groupBy(keys, (key) => key),
      ([key, same]) => ({ key, count: same.length }),
    ).toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  const byDay = Map.groupBy(
    all.map((row, i) => ({ row, day: days[i]! })),
    ({ day }) => day,
  )
  return {
    total,
    incidents: page,
    causes: count(all.flatMap((row) => (row.cause ? [row.cause] : []))).map(({ key, count }) => ({ id: key, count })),
    guests: count(all.flatMap((row) => [row.subject.name ?? row.subject.id ?? row.subject.node ?? ''].filter(Boolean))).map(
      ({ key, count }) => ({
        name: key,
        count,
      }),
    ),
    days: Array.from(byDay, ([day, entries]) => ({
      day,
      incidents: entries.length,
      seconds: entries.reduce((sum, { row }) => sum + (row.seconds ?? 0), 0),
      planned: entries.filter(({ row }) => row.planned).length,
    })).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
  }
}
