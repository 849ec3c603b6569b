import type { ActionBoard, DoctorView, IncidentList, IncidentView, LinesView, NowView, SessionView } from '../../src/server/views.ts'

/** What failed on what, and what to try: as the API says it. */
export class ApiError extends Error {
  readonly hint: string
  readonly status: number
  constructor(message: string, hint: string, status: number) {
    super(message)
    this.hint = hint
    this.status = status
  }
}

let csrf = ''

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, {
      ...init,
      headers: { accept: 'application/json', ...(init.method ? { 'x-whydown-csrf': csrf } : {}), ...init.headers },
    })
  } catch {
    throw new ApiError('whydown does not answer.', 'Is `whydown serve` still running?', 0)
  }
  const body = response.status === 204 ? null : await response.json().catch(() => null)
  if (!response.ok)
    throw new ApiError(body?.error?.message ?? `The answer was ${response.status}.`, body?.error?.hint ?? 'Try again.', response.status)
  return body as T
}

const send = <T>(method: string, path: string, body: unknown) =>
  call<T>(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

const query = (values: Record<string, string | number | undefined>) => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) if (value !== undefined && value !== '') search.set(key, String(value))
  return search.size > 0 ? `?${search}` : ''
}

const at = encodeURIComponent

export const api = {
  async session(): Promise<SessionView> {
    const session = await call<SessionView>('/session')
    csrf = session.csrf
    return session
  },
  login: (secret: string, name: string) => send<null>('POST', '/session', { secret, name }),
  logout: () => send<null>('DELETE', '/session', {}),
  now: () => call<NowView>('/now'),
  incidents: (filter: Record<string, string | number | undefined>) => call<IncidentList>(`/incidents${query(filter)}`),
  incident: (id: string) => call<IncidentView>(`/incidents/${at(id)}`),
  lines: (id: string, refs: readonly string[], around: number) =>
    call<LinesView>(`/incidents/${at(id)}/lines${query({ refs: refs.join(','), around })}`),
  annotate: (id: string, text: string, when: string | null) => send<null>('POST', `/incidents/${at(id)}/annotations`, { text, at: when }),
  edit: (id: string, changes: Record<string, unknown>) => send<null>('PATCH', `/incidents/${at(id)}`, changes),
  actions: () => call<ActionBoard>('/actions'),
  addAction: (id: string, action: Record<string, unknown>) => send<null>('POST', `/incidents/${at(id)}/actions`, action),
  editAction: (id: string, changes: Record<string, unknown>) => send<null>('PATCH', `/actions/${at(id)}`, changes),
  verify: (incident?: string) => send<{ looked: number; message: string }>('POST', `/actions/verify${query({ incident })}`, {}),
  capacity: (change: Record<string, unknown>) => send<unknown>('POST', '/capacity', change),
  doctor: () => call<DoctorView>('/doctor'),
  runDoctor: () => send<null>('POST', '/doctor', {}),
  async analyze(file: File, side: string): Promise<{ id: string }> {
    return call(`/analyze${query({ name: file.name, side })}`, { method: 'POST', body: file })
  },
}
