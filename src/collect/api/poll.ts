import { type ConfigApi, type Environment, readSecret } from '../../config/index.ts'
import { apiClient, type ApiClient } from './client.ts'
import { renderCall } from './calls.ts'
import { explainApi } from './open.ts'
import { may, readRights } from './rights.ts'

/** What one look at a cluster gets: two calls, however many nodes and guests there are. */
export interface ClusterAnswers {
  /** Rows of `/cluster/resources`: what pvestatd last told, up to 10 s old. */
  readonly resources: readonly Readonly<Record<string, unknown>>[]
  /** Rows of `/cluster/status`; null when the token may not. */
  readonly status: readonly Readonly<Record<string, unknown>>[] | null
}

export interface ApiPoll {
  readonly url: string
  /** Rejects when the API does not answer or the token is worth nothing, with why in the words of a person. */
  ask(): Promise<ClusterAnswers>
  /** `qmpstatus` of one VM, which asks its QEMU; null when that is not told. */
  halted(node: string, id: string): Promise<string | null>
  close(): void
}

const RIGHTS_EVERY_MS = 600_000

/** A cluster that is asked again and again by token. The secret is read anew when it stops working: tokens are replaced. */
export function createApiPoll(config: ConfigApi, env: Environment, now: () => number): ApiPoll {
  let client: ApiClient | null = null
  let mayStatus = false
  let checkedAt = 0
  const { host } = new URL(config.url)
  const close = () => {
    client?.close()
    client = null
    checkedAt = 0
  }
  const open = async (): Promise<ApiClient> => {
    const { url, fingerprint, ca } = config
    const token = await readSecret(config.token, env, () => {})
    return apiClient({ url, token, ...(fingerprint === undefined ? {} : { fingerprint }), ...(ca === undefined ? {} : { ca }) })
  }
  const get = async (own: ApiClient, path: string): Promise<unknown> => {
    const { status, reason, data } = await own.get(path)
    if (status === 200) return data
    close()
    throw new Error(explainApi(host, status, reason).join('. '))
  }
  return {
    url: config.url,
    close,
    async ask() {
      client ??= await open()
      const own = client
      // Without rights a list is empty and no error: that must not look like a cluster without guests.
      if (now() - checkedAt > RIGHTS_EVERY_MS) {
        const rights = readRights(await get(own, '/access/permissions'))
        if (!may(rights, '/vms', ['VM.Audit']) || !may(rights, '/nodes', ['Sys.Audit']))
          throw new Error(`the token for ${host} lacks VM.Audit or Sys.Audit. Look at the rights: pveum acl list`)
        mayStatus = may(rights, '/', ['Sys.Audit'])
        checkedAt = now()
      }
      const resources = await get(own, '/cluster/resources')
      const status = mayStatus ? await get(own, '/cluster/status') : null
      return { resources: rowsOf(resources), status: status === null ? null : rowsOf(status) }
    },
    async halted(node, id) {
      if (client === null) return null
      const { data } = await client.get(renderCall('guest-state', { node, api: 'qemu', guest: id }).path, 4000)
      const told = (data as { qmpstatus?: unknown } | undefined)?.qmpstatus
      return typeof told === 'string' ? told : null
    },
  }
}

const rowsOf = (data: unknown) =>
  (Array.isArray(data) ? data : []).filter((row): row is Record<string, unknown> => row !== null && typeof row === 'object')
