import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { privileges } from './access.ts'
import { agentQuery, type AgentAnswer } from './agent.ts'
import { guestIds, guestState, type Kind, readGuestConfig } from './guests.ts'
import { memoryNow, nodeJournal, nodeStatus } from './node-state.ts'
import { node, release } from './release.ts'
import { rrdData } from './rrd.ts'
import { activeTasks, finishedTasks, readUpid, startTask, taskLog } from './tasks.ts'
import { ask } from './vm.ts'

/** An answer that is no success: its HTTP status and reason. */
export class ApiError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export interface Call {
  readonly who: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query: URLSearchParams
  /** Asks another node of the cluster in the caller's name, as the API of every node does. */
  readonly forward: (node: string) => Promise<unknown>
}

const need = ({ who }: Call, path: string, ...anyOf: string[]): void => {
  const has = privileges(who, path)
  if (!anyOf.some((privilege) => has.has(privilege))) throw new ApiError(403, `Permission check failed (${path}, ${anyOf.join('|')})`)
}
const may = ({ who }: Call, path: string, privilege: string): boolean => privileges(who, path).has(privilege)
const agentRight = (split: string): string[] => (release().major >= 9 ? [split, 'VM.GuestAgent.Unrestricted'] : ['VM.Monitor'])
const executed = new Map<number, AgentAnswer>()

/** The part of the API that whydown may use, and the start and stop of guests for the lab itself. */
export async function api(call: Call): Promise<unknown> {
  const [area, at, ...rest] = call.path.split('/').filter(Boolean)
  if (area === 'version') return { version: release().manager, release: release().manager.split('-')[0], repoid: '0123456789abcdef' }
  if (area === 'access' && at === 'permissions') return permissions(call)
  if (area === 'cluster') return cluster(call, [at ?? '', ...rest].join('/'))
  if (area !== 'nodes') throw new ApiError(501, `Method '${call.method} ${call.path}' not implemented`)
  if (at === undefined) return nodes(call)
  if (at !== node()) {
    if (!existsSync(`/etc/pve/nodes/${at}`))
      throw new ApiError(500, `hostname lookup '${at}' failed - failed to get address info for: ${at}`)
    return call.forward(at)
  }
  const [what = '', ...more] = rest
  if (what === 'qemu' || what === 'lxc') return guests(call, what, more)
  const onNode = `/nodes/${at}`
  switch ([what, ...more].join('/')) {
    case 'time': {
      need(call, onNode, 'Sys.Audit')
      const time = Math.floor(Date.now() / 1000)
      return { time, localtime: time, timezone: 'Etc/UTC' }
    }
    case 'status':
      need(call, onNode, 'Sys.Audit')
      return nodeStatus()
    case 'journal':
      need(call, onNode, 'Sys.Syslog')
      return nodeJournal(call.query)
    case 'syslog':
      need(call, onNode, 'Sys.Syslog')
      return nodeJournal(new URLSearchParams({ lastentries: call.query.get('limit') ?? '50' }))
        .slice(1, -1)
        .map((t, n) => ({ n: n + 1, t }))
    case 'rrddata':
      need(call, onNode, 'Sys.Audit')
      return rrdData('node', call.query.get('timeframe') ?? 'hour', call.query.get('cf') ?? 'AVERAGE')
    case 'disks/list':
      need(call, '/', 'Sys.Audit')
      return []
    case 'tasks':
      return tasks(call, onNode)
  }
  if (what === 'tasks' && more.length === 2) {
    const task = readUpid(decodeURIComponent(more[0]!))
    if (task.user !== call.who.split('!')[0]) need(call, onNode, 'Sys.Audit')
    if (more[1] === 'log') return numbered(taskLog(task.upid), call.query)
    if (more[1] === 'status') {
      const done = finishedTasks().find(({ upid }) => upid === task.upid)
      return { ...task, ...(done ? { status: 'stopped', exitstatus: done.status } : { status: 'running' }) }
    }
  }
  throw new ApiError(501, `Method '${call.method} ${call.path}' not implemented`)
}

const numbered = (lines: readonly string[], query: URLSearchParams) => {
  const start = Number(query.get('start') ?? 0)
  const limit = Number(query.get('limit') ?? 50)
  return lines.slice(start, limit === 0 ? undefined : start + limit).map((t, n) => ({ n: start + n + 1, t }))
}

function permissions(call: Call): Record<string, Record<string, number>> {
  const asked = call.query.get('path')
  const paths = asked === null ? ['/', `/nodes/${node()}`, '/vms', ...guestIds('qemu').map((id) => `/vms/${id}`)] : [asked]
  const all = paths.map((path): [string, Record<string, number>] => [
    path,
    Object.fromEntries([...privileges(call.who, path)].toSorted().map((name) => [name, 1])),
  ])
  return Object.fromEntries(all.filter(([, has]) => Object.keys(has).length > 0))
}

const nodes = (call: Call) =>
  may(call, '/nodes', 'Sys.Audit') ? nodeNames().map((name) => ({ node: name, id: `node/${name}`, type: 'node', status: 'online' })) : []
const nodeNames = (): string[] => readdirSync('/etc/pve/nodes').toSorted()

async function cluster(call: Call, what: string): Promise<unknown> {
  if (what === 'resources') return resources(call)
  if (what === 'status') {
    need(call, '/', 'Sys.Audit')
    const { cluster: self, nodelist } = JSON.parse(readFileSync('/etc/pve/.members', 'utf8')) as {
      cluster: object
      nodelist: Record<string, { id: number; ip: string; online: number }>
    }
    const entries = Object.entries(nodelist).map(([name, { id, ip, online }]) => ({
      type: 'node',
      id: `node/${name}`,
      name,
      nodeid: id,
      ip,
      online,
      level: '',
      local: name === node() ? 1 : 0,
    }))
    return [{ type: 'cluster', id: 'cluster', ...self }, ...entries]
  }
  if (what === 'tasks') return tasks(call, `/nodes/${node()}`)
  if (what === 'log') {
    need(call, '/', 'Sys.Syslog')
    return []
  }
  if (what === 'ha/status/current') {
    need(call, '/', 'Sys.Audit')
    return [{ id: 'quorum', type: 'quorum', node: node(), status: 'OK', quorate: 1 }]
  }
  throw new ApiError(501, `Method '${call.method} /cluster/${what}' not implemented`)
}

/** Never an error: who may see nothing gets an empty list. */
async function resources(call: Call): Promise<unknown[]> {
  const type = call.query.get('type')
  const rows: unknown[] = []
  for (const name of nodeNames()) {
    if ((type ?? 'node') === 'node' && may(call, `/nodes/${name}`, 'Sys.Audit'))
      rows.push({ id: `node/${name}`, type: 'node', node: name, status: 'online', ...(name === node() ? nodeRow() : {}) })
    for (const kind of ['qemu', 'lxc'] as const)
      for (const id of guestIds(kind, name)) {
        if ((type ?? 'vm') !== 'vm' || !may(call, `/vms/${id}`, 'VM.Audit')) continue
        const {
          pid: _,
          cpus,
          ...state
        } = name === node()
          ? await guestState(kind, id, false)
          : { ...readGuestConfig(kind, id, name), vmid: id, status: 'running', pid: 0, cpus: 1 }
        rows.push({ id: `${kind}/${id}`, type: kind, node: name, template: 0, maxcpu: cpus, ...state })
      }
  }
  return rows
}
const nodeRow = () => {
  const memory = memoryNow()
  return {
    uptime: Math.floor(Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0])),
    mem: memory.used,
    maxmem: memory.total,
    cpu: 0.05,
    maxcpu: 2,
    level: '',
  }
}

function tasks(call: Call, onNode: string): unknown[] {
  const all = may(call, onNode, 'Sys.Audit')
  const user = call.who.split('!')[0]
  const source = call.query.get('source') ?? 'archive'
  const list = [
    ...(source === 'archive' ? [] : activeTasks().map((task) => ({ ...task, status: 'RUNNING' }))),
    ...(source === 'active' ? [] : finishedTasks()),
  ]
  const [since, until, vmid, typefilter] = ['since', 'until', 'vmid', 'typefilter'].map((name) => call.query.get(name))
  const start = Number(call.query.get('start') ?? 0)
  return list
    .filter(
      (task) => (all || task.user === user) && (!since || task.starttime >= Number(since)) && (!until || task.starttime <= Number(until)),
    )
    .filter((task) => (!vmid || task.id === vmid) && (!typefilter || task.type === typefilter))
    .slice(start, start + Number(call.query.get('limit') ?? 50))
}

async function guests(call: Call, kind: Kind, [idText, ...rest]: readonly string[]): Promise<unknown> {
  if (idText === undefined) {
    const seen = guestIds(kind).filter((id) => may(call, `/vms/${id}`, 'VM.Audit'))
    return Promise.all(seen.map((id) => guestState(kind, id, false)))
  }
  const id = Number(idText)
  const onVm = `/vms/${id}`
  const what = rest.join('/')
  if (call.method === 'POST' && rest[0] === 'status') {
    need(call, onVm, 'VM.PowerMgmt')
    return startTask({ type: `qm${rest[1]}`, id: idText, user: call.who, identifier: 'pvedaemon', args: [] }, () => undefined).upid
  }
  if (rest[0] === 'agent') return agent(call, id, rest[1] ?? '')
  need(call, onVm, 'VM.Audit')
  if (what === 'status/current')
    return { ...(await guestState(kind, id, true)), ha: { managed: 0 }, ...(readGuestConfig(kind, id)['agent'] && { agent: 1 }) }
  if (what === 'config' || what === 'pending') return readGuestConfig(kind, id)
  if (what === 'rrddata') return rrdData(idText, call.query.get('timeframe') ?? 'hour', call.query.get('cf') ?? 'AVERAGE')
  throw new ApiError(501, `Method '${call.method} ${call.path}' not implemented`)
}

async function agent(call: Call, id: number, command: string): Promise<unknown> {
  const onVm = `/vms/${id}`
  if (command === 'exec') {
    need(call, onVm, ...(release().major >= 9 ? ['VM.GuestAgent.Unrestricted'] : ['VM.Monitor']))
    const pid = 1000 + executed.size
    executed.set(pid, await ask(id, call.query.getAll('command'), call.query.get('input-data') ?? ''))
    return { pid }
  }
  if (command === 'exec-status') {
    need(call, onVm, ...(release().major >= 9 ? ['VM.GuestAgent.Unrestricted'] : ['VM.Monitor']))
    const answer = executed.get(Number(call.query.get('pid')))
    if (answer === undefined) throw new ApiError(500, `Agent error: PID ${call.query.get('pid')} does not exist`)
    return {
      exited: 1,
      exitcode: answer.exitcode,
      ...(answer.out && { 'out-data': answer.out }),
      ...(answer.err && { 'err-data': answer.err }),
    }
  }
  if (command === 'file-read') {
    need(call, onVm, ...agentRight('VM.GuestAgent.FileRead'))
    const { out, exitcode, err } = await ask(id, ['cat', call.query.get('file') ?? ''])
    if (exitcode !== 0) throw new ApiError(500, `Agent error: failed to open file '${call.query.get('file')}': ${err.trim()}`)
    return { content: out, 'bytes-read': Buffer.byteLength(out) }
  }
  need(call, onVm, ...agentRight('VM.GuestAgent.Audit'))
  try {
    return { result: await agentQuery(command, (argv) => ask(id, argv)) }
  } catch (error) {
    throw new ApiError(500, (error as Error).message)
  }
}
