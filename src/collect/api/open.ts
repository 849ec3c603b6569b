import { type ConfigApi, type Environment, readSecret } from '../../config/index.ts'
import type { Span } from '../define.ts'
import { apiClient, type ApiClient } from './client.ts'
import { type ApiNode, type ApiResource, openApiNode } from './node.ts'
import { may, readRights, type Rights } from './rights.ts'

export interface ApiCluster {
  readonly url: string
  /** Why it gives nothing; null when it answers. */
  readonly trouble: { because: string; next: string } | null
  readonly nodes: readonly string[]
  readonly resources: readonly ApiResource[]
  /** What the token may not, in one sentence; empty when it may what is needed. */
  readonly notes: readonly string[]
  /** Server clock minus ours; to half a second. */
  readonly clockMs: number
  open(node: string, window: Span, now: number): Promise<ApiNode>
  close(): void
}

const CLOCK_EXCHANGES = 3

/** Connects to an endpoint: rights first, then what the cluster is made of. Never throws for what the other side does. */
export async function openApi(config: ConfigApi, env: Environment, note: (text: string) => void): Promise<ApiCluster> {
  const token = await readSecret(config.token, env, note)
  const client = await apiClient({
    url: config.url,
    token,
    ...(config.fingerprint === undefined ? {} : { fingerprint: config.fingerprint }),
    ...(config.ca === undefined ? {} : { ca: config.ca }),
  })
  const user = token.replace(/=[^=]*$/, '')
  const failed = (because: string, next: string): ApiCluster => ({
    url: config.url,
    trouble: { because, next },
    nodes: [],
    resources: [],
    notes: [],
    clockMs: 0,
    open: () => Promise.reject(new Error(because)),
    close: () => client.close(),
  })
  const { host } = new URL(config.url)
  const first = await client.get('/access/permissions')
  if (first.status !== 200) return failed(...explainApi(host, first.status, first.reason))
  const rights = readRights(first.data)
  if (rights.size === 0)
    return failed(
      `the token ${user} has no rights at all on ${host}`,
      `With privilege separation both the user and the token need them: pveum acl modify / --tokens '${user}' --roles PVEAuditor`,
    )
  const clockMs = await serverClock(client)
  const list = await client.get('/cluster/resources')
  const resources = Array.isArray(list.data) ? (list.data as ApiResource[]) : []
  const status = may(rights, '/', ['Sys.Audit']) ? await client.get('/cluster/status') : null
  const members = Array.isArray(status?.data)
    ? (status.data as { type?: string; name?: string }[]).filter((row) => row.type === 'node').flatMap((row) => row.name ?? [])
    : []
  const nodes =
    config.nodes ??
    [...new Set([...members, ...resources.flatMap((row) => (row.type === 'node' && row.node !== undefined ? [row.node] : []))])].toSorted()
  return {
    url: config.url,
    trouble: null,
    nodes,
    resources,
    notes: lacking(rights, user),
    clockMs,
    open: (node, window, now) => openApiNode(client, node, { rights, user, window, now, clockMs, resources }),
    close: () => client.close(),
  }
}

function lacking(rights: Rights, user: string): string[] {
  const wanted = [
    ['/vms', 'VM.Audit', 'guests'],
    ['/nodes', 'Sys.Audit', 'tasks and figures'],
    ['/nodes', 'Sys.Syslog', 'the journal'],
  ] as const
  return wanted
    .filter(([path, privilege]) => !may(rights, path, [privilege]))
    .map(([, privilege, what]) => `The token ${user} has no ${privilege} everywhere: an empty answer about ${what} proves nothing.`)
}

/** Servers stamp answers to the second, cut down. The shortest exchange counts. */
async function serverClock(client: ApiClient): Promise<number> {
  let best: { offset: number; way: number } | null = null
  for (let n = 0; n < CLOCK_EXCHANGES; n++) {
    const sent = Date.now()
    const { date } = await client.get('/version')
    const got = Date.now()
    if (date === null) continue
    if (best === null || got - sent < best.way) best = { offset: date + 500 - (sent + got) / 2, way: got - sent }
  }
  // A stamp to the second cannot tell less than a second of difference.
  return best === null || Math.abs(best.offset) < 1000 ? 0 : Math.round(best.offset)
}

export function explainApi(host: string, status: number, reason: string): [because: string, next: string] {
  if (status === 401) return [`the API of ${host} does not know the token`, 'Look at it: pveum user token list USER@REALM']
  if (status === 403) return [`the API of ${host} refuses: ${reason}`, 'Look at the rights: pveum acl list']
  if (status !== 0) return [`the API of ${host} answered ${status} ${reason}`, 'Look at pveproxy and pvedaemon there.']
  if (/certificate is another one/.test(reason))
    return [`${host}: ${reason}`, 'Find out why before you trust it. The right one stands under Node, Certificates.']
  if (/self[- ]signed|unable to verify|altnames|UNABLE_TO/i.test(reason))
    return [
      `the certificate of ${host} is not trusted (${reason})`,
      'Pin it: fingerprint: of Node, Certificates; or give ca: a copy of /etc/pve/pve-root-ca.pem',
    ]
  return [`the API of ${host} does not answer (${reason})`, 'Check the address, port 8006 and the network.']
}
