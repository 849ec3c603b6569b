import type { ManifestArtifact, ManifestCommand } from '../../model/index.ts'
import { epochInZone } from '../../parse/index.ts'
import type { Plan, Span } from '../define.ts'
import { spanOf } from '../define.ts'
import type { HostTriage } from '../triage/decide.ts'
import type { GuestFacts } from '../triage/guests.ts'
import type { TaskFacts } from '../triage/tasks.ts'
import { API_CALLS, type ApiCallId, renderCall } from './calls.ts'
import { type ApiAnswer, type ApiClient } from './client.ts'
import { grantOf, may, type Rights } from './rights.ts'

type Coverage = NonNullable<ManifestArtifact['coverage']>

export interface ApiArtifact {
  readonly path: string
  readonly content: string
  readonly holds: NonNullable<ManifestArtifact['holds']>
  readonly coverage: Coverage
  readonly origin: string
}

/** A node of a cluster that is seen through the API only. */
export interface ApiNode {
  readonly name: string
  readonly zone: string | null
  /** Its clock minus ours. */
  readonly clockMs: number
  readonly triage: HostTriage
  readonly artifacts: readonly ApiArtifact[]
  readonly commands: readonly ManifestCommand[]
  /** What the guest agent printed, when it was asked. */
  readonly agentSaid: string | null
  collect(plan: Plan): Promise<void>
}

export interface ApiResource {
  readonly type?: string
  readonly vmid?: number | string
  readonly name?: string
  readonly node?: string
  readonly status?: string
  readonly uptime?: number
}

const AGENT_MS = 25_000
const AGENT_POLL_MS = 250

/** One line per row: what is cited is then the row and not the whole list. */
const rows = (data: unknown): string =>
  Array.isArray(data) ? data.map((row) => `${JSON.stringify(row)}\n`).join('') : `${JSON.stringify(data)}\n`

/** Asks one node for what the API can tell. Each call only when the token may: an empty answer without the right is no silence. */
export async function openApiNode(
  client: ApiClient,
  name: string,
  options: { rights: Rights; user: string; window: Span; now: number; clockMs: number; resources: readonly ApiResource[] },
): Promise<ApiNode> {
  const { rights, user, window, now, resources } = options
  const folder = `nodes/${name}`
  const artifacts: ApiArtifact[] = []
  const commands: ManifestCommand[] = []
  let zone: string | null = null
  let agentSaid: string | null = null

  /** Runs the readers for the inside of a guest through its agent, and waits for what they print. */
  const askAgent = async (guest: string, script: string): Promise<Coverage> => {
    const { path, on } = renderCall('agent-exec', { node: name, guest })
    const { privileges, limitMs } = API_CALLS['agent-exec']
    if (!may(rights, on, privileges))
      return {
        status: 'denied',
        from: null,
        to: null,
        because: `the token has no ${privileges[0]} (${privileges[1]} up to PVE 8) on ${on}`,
      }
    const missing = (because: string): Coverage => ({ status: 'missing', from: null, to: null, because })
    const begun = await client.post(path, { command: ['/bin/sh', '-s'], 'input-data': script }, limitMs)
    commands.push({
      machine: folder,
      command: `POST ${path} command=/bin/sh command=-s (the readers for the inside of a guest)`,
      limitSeconds: AGENT_MS / 1000,
      exit: begun.status === 0 ? null : begun.status,
      ended: begun.status === 0 ? 'gone' : 'exit',
      milliseconds: begun.milliseconds,
      bytes: begun.bytes,
      ...(begun.status === 200 ? {} : { stderr: begun.reason }),
    })
    const pid = (begun.data as { pid?: number } | null | undefined)?.pid
    if (pid === undefined) return missing(`the guest agent was not to be had: ${begun.reason}`)
    const until = Date.now() + AGENT_MS
    while (Date.now() < until) {
      const answer = await client.get(renderCall('agent-result', { node: name, guest, pid: String(pid) }).path, limitMs)
      const result = answer.data as { exited?: number | boolean; 'out-data'?: string } | undefined
      if (answer.status !== 200) return missing(`the guest agent was lost: ${answer.reason}`)
      if (Number(result?.exited) === 1) {
        agentSaid = result?.['out-data'] ?? ''
        return { status: 'complete', from: null, to: null }
      }
      await new Promise((resolve) => setTimeout(resolve, AGENT_POLL_MS))
    }
    return missing(`the guest agent did not finish within ${AGENT_MS / 1000} s`)
  }

  const ask = async (id: ApiCallId, values: Readonly<Record<string, string>>, artifact: string | null): Promise<ApiAnswer | Coverage> => {
    const { path, on } = renderCall(id, { node: name, ...values })
    const { privileges, limitMs } = API_CALLS[id]
    if (privileges.length > 0 && !may(rights, on, privileges))
      return {
        status: 'denied',
        from: null,
        to: null,
        because: `the token has no ${privileges[0]} on ${on}; ${grantOf(user, privileges[0]!)}`,
      }
    const answer = await client.get(path, limitMs)
    commands.push({
      machine: folder,
      command: `GET ${path}`,
      ...(artifact === null ? {} : { artifact: `${folder}/${artifact}` }),
      limitSeconds: limitMs / 1000,
      exit: answer.status === 0 ? null : answer.status,
      ended: answer.status === 0 ? (/no answer within/.test(answer.reason) ? 'hung' : 'gone') : 'exit',
      milliseconds: answer.milliseconds,
      bytes: answer.bytes,
      ...(answer.status === 200 ? {} : { stderr: answer.reason }),
    })
    if (answer.status === 200) return answer
    return {
      status: answer.status === 401 || answer.status === 403 ? 'denied' : 'missing',
      from: null,
      to: null,
      because: answer.status === 0 ? answer.reason : `the API answered ${answer.status} ${answer.reason}`,
    }
  }
  const keep = async (
    id: ApiCallId,
    values: Readonly<Record<string, string>>,
    artifact: string,
    holds: ApiArtifact['holds'],
    render: (data: unknown) => string,
    coverage?: (content: string) => Coverage,
  ): Promise<unknown> => {
    const answer = await ask(id, values, artifact)
    const told = 'data' in answer ? { content: render(answer.data), ok: true } : { content: '', ok: false }
    const held: Coverage = told.ok ? (coverage?.(told.content) ?? { status: 'complete', from: null, to: null }) : (answer as Coverage)
    artifacts.push({ path: `${folder}/${artifact}`, content: told.content, holds, coverage: held, origin: `GET ${API_CALLS[id].path}` })
    return 'data' in answer ? answer.data : undefined
  }

  const time = await ask('time', {}, null)
  if ('data' in time) zone = (time.data as { timezone?: string } | null)?.timezone ?? null
  const status = (await keep('status', {}, 'status.json', 'state', rows)) as { uptime?: number } | undefined
  const listed = await keep('tasks', spanOf(window), 'tasks.ndjson', 'list', rows)
  const uptime = Number(status?.uptime)

  const guests = resources
    .filter((row) => row.type === 'qemu' || row.type === 'lxc')
    .map((row): GuestFacts => {
      const here = row.node === name
      const running = row.status === 'running' ? true : row.status === 'stopped' ? false : null
      return {
        id: String(row.vmid),
        kind: row.type === 'lxc' ? 'ct' : 'vm',
        name: row.name ?? null,
        node: row.node ?? name,
        running: here ? running : null,
        pid: null,
        startedAt: here && running && Number(row.uptime) > 0 ? now - Number(row.uptime) * 1000 : null,
        agent: false,
        windows: false,
      }
    })

  return {
    name,
    clockMs: options.clockMs,
    get zone() {
      return zone
    },
    get agentSaid() {
      return agentSaid
    },
    artifacts,
    commands,
    triage: {
      node: name,
      facts: {
        bootId: null,
        bootedAt: Number.isFinite(uptime) ? now - uptime * 1000 : null,
        zone,
        hostname: name,
        synchronised: null,
        readsJournal: true,
        boots: [],
      },
      guests,
      ends: [],
      tasks: Array.isArray(listed) ? listed.map(taskOf) : [],
    },
    async collect(plan) {
      const { guest, focus, home } = plan
      const spans = focus.length > 0 ? focus : [plan.window]
      const jobs: (() => Promise<unknown>)[] = []
      const api = guest?.kind === 'ct' ? 'lxc' : 'qemu'
      const mine = guest !== undefined && home && guest.node === name
      for (const timeframe of ['hour', 'day']) {
        jobs.push(() => keep('rrd-node', { timeframe }, `rrd/node-${timeframe}.json`, 'state', (data) => `${JSON.stringify(data)}\n`))
        if (mine)
          jobs.push(() =>
            keep(
              'rrd-guest',
              { timeframe, api, guest: guest.id },
              `rrd/${guest.kind}-${guest.id}-${timeframe}.json`,
              'state',
              (data) => `${JSON.stringify(data)}\n`,
            ),
          )
      }
      for (const [n, span] of spans.entries())
        jobs.push(() =>
          keep('journal', spanOf(span), spans.length === 1 ? 'journal.log' : `journal-${n + 1}.log`, 'span', journalText, (text) =>
            journalCoverage(text, span, zone, now),
          ),
        )
      if (mine) {
        jobs.push(() => keep('guest-state', { api, guest: guest.id }, `${guest.kind}-${guest.id}-status.txt`, 'state', settings))
        jobs.push(() => keep('config', { api, guest: guest.id }, `${guest.kind}-${guest.id}.conf`, 'state', settings))
      }
      for (const upid of plan.tasks)
        jobs.push(() =>
          keep('task-log', { upid }, `tasks/${upid.replaceAll(':', '_')}.log`, 'list', (data) =>
            Array.isArray(data) ? data.map((line: { t?: string }) => `${line.t ?? ''}\n`).join('') : '',
          ),
        )
      jobs.push(() => keep('ha', {}, 'ha.ndjson', 'state', rows))
      await Promise.all(jobs.map((job) => job()))
      const config = artifacts.find(({ path }) => path.endsWith('.conf'))?.content ?? ''
      if (
        mine &&
        guest.kind === 'vm' &&
        plan.agentScript !== undefined &&
        /^agent: (?:1|enabled=1)/m.test(config) &&
        !/^ostype: w/m.test(config)
      ) {
        const coverage = await askAgent(guest.id, plan.agentScript)
        if (coverage.status !== 'complete')
          artifacts.push({
            path: `guests/${guest.name ?? guest.id}/agent.json`,
            content: '',
            holds: 'selection',
            coverage,
            origin: 'POST agent/exec',
          })
      }
    },
  }
}

/** The first and the last element are cursors, the rest are lines as `journalctl -o short` prints them. */
function journalText(data: unknown): string {
  const lines = Array.isArray(data) ? data.map(String) : []
  const bare = /^s=[0-9a-f]+;i=/.test(lines[0] ?? '') ? lines.slice(1, -1) : lines
  return bare.map((line) => `${line}\n`).join('')
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/** The API does not tell how far back the journal reaches: what comes before its first line may be silence, or gone. */
function journalCoverage(text: string, span: Span, zone: string | null, now: number): Coverage {
  const [, month, day, hour, minute, second] = /^(\w{3}) +(\d+) (\d\d):(\d\d):(\d\d) /.exec(text) ?? []
  if (month === undefined || zone === null)
    return {
      status: 'truncated',
      from: null,
      to: null,
      because: text === '' ? 'no line of that time; how far back this journal reaches the API does not tell' : 'its zone is not known',
    }
  const first = epochInZone(
    {
      year: new Date(span.from).getUTCFullYear(),
      month: MONTHS.indexOf(month) / 3 + 1,
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
    },
    zone,
  )
  const to = Math.min(span.to, now)
  return {
    status: 'complete',
    from: new Date(Math.max(first, span.from)).toISOString(),
    to: new Date(to).toISOString(),
    because: 'how far back this journal reaches the API does not tell',
  }
}

/** As `qm config` and `qm status --verbose` print it. */
const settings = (data: unknown): string =>
  data !== null && typeof data === 'object'
    ? Object.entries(data as Record<string, unknown>)
        .filter(([key, value]) => key !== 'digest' && (typeof value === 'string' || typeof value === 'number'))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => `${key}: ${String(value)}\n`)
        .join('')
    : ''

function taskOf(row: Record<string, unknown>): TaskFacts {
  const { upid = '', type = '', id = '', user = '', starttime, endtime } = row
  return {
    upid: String(upid),
    type: String(type),
    id: String(id),
    user: String(user),
    startedAt: Number(starttime) * 1000,
    endedAt: endtime === undefined ? null : Number(endtime) * 1000,
  }
}
