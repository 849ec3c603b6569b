import { z } from 'zod'
import * as views from './views.ts'

interface Operation {
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  readonly path: string
  readonly does: string
  readonly gives?: z.ZodType
  readonly editor?: boolean
}

const OPERATIONS: readonly Operation[] = [
  { method: 'get', path: '/session', does: 'Who I am and what I may do', gives: views.sessionView },
  { method: 'post', path: '/session', does: 'Log in with a password' },
  { method: 'delete', path: '/session', does: 'Log out' },
  { method: 'get', path: '/now', does: 'Nodes, guests, what is down and recent incidents', gives: views.nowView },
  { method: 'get', path: '/incidents', does: 'Search: search, cause, guest, status, from, to, offset, limit', gives: views.incidentList },
  { method: 'get', path: '/incidents/{id}', does: 'One incident with its diagnosis, actions and history', gives: views.incidentView },
  { method: 'patch', path: '/incidents/{id}', does: 'Change words, people, severity, status or review date', editor: true },
  { method: 'get', path: '/incidents/{id}/lines', does: 'Cited lines (refs) with the lines around them', gives: views.linesView },
  { method: 'get', path: '/incidents/{id}/report.{form}', does: 'The report as md, html, pdf, json or txt' },
  { method: 'get', path: '/incidents/{id}/bundle', does: 'The kept evidence' },
  { method: 'post', path: '/incidents/{id}/annotations', does: 'A note of a person', editor: true },
  { method: 'post', path: '/incidents/{id}/actions', does: 'Another action item', editor: true },
  { method: 'get', path: '/actions', does: 'All action items', gives: views.actionBoard },
  { method: 'patch', path: '/actions/{id}', does: 'Change an action item', gives: views.actionView, editor: true },
  { method: 'post', path: '/actions/verify', does: 'Look at the live system whether actions hold', editor: true },
  { method: 'post', path: '/capacity', does: 'Memory plan, what-if, who would be killed next' },
  { method: 'get', path: '/doctor', does: 'Could the next outage be explained?', gives: views.doctorView },
  { method: 'post', path: '/doctor', does: 'Look again', editor: true },
  { method: 'post', path: '/analyze', does: 'Diagnose an uploaded log or bundle and keep the incident', editor: true },
  { method: 'get', path: '/events', does: 'Server-sent events: change, pulse' },
]

const parametersOf = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

/** OpenAPI 3.1 of the API, from the very schemas the answers have. */
export function openApiDocument(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { method, path, does, gives, editor } of OPERATIONS) {
    paths[path] ??= {}
    paths[path][method] = {
      summary: does,
      ...(editor ? { description: 'Needs the editor role and, from a browser, the header X-Whydown-CSRF.' } : {}),
      parameters: parametersOf(path),
      responses: {
        '200': gives
          ? { description: 'Done', content: { 'application/json': { schema: z.toJSONSchema(gives, { unrepresentable: 'any' }) } } }
          : { description: 'Done' },
        default: {
          description: 'What failed on what, and what to try',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  error: {
                    type: 'object',
                    properties: { message: { type: 'string' }, hint: { type: 'string' } },
                    required: ['message', 'hint'],
                  },
                },
              },
            },
          },
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'whydown', version, description: 'Incidents, their evidence and the state of the hosts. Read-only unless said.' },
    servers: [{ url: '/api/v1' }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'whydown_session' } },
    },
    security: [{ token: [] }, { session: [] }],
    paths,
  }
}
