import { WhydownError } from '../../model/index.ts'

export interface ApiCall {
  readonly path: string
  /** Any of these on that object. */
  readonly privileges: readonly string[]
  readonly on: string
  readonly limitMs: number
}

/**
 * Every path of the API that is ever asked. Not here: what activates or scans storages, and `/syslog`, which reads a whole
 * journal to count it.
 */
export const API_CALLS = {
  permissions: { path: '/access/permissions', privileges: [], on: '/', limitMs: 8000 },
  version: { path: '/version', privileges: [], on: '/', limitMs: 8000 },
  resources: { path: '/cluster/resources', privileges: ['VM.Audit'], on: '/vms', limitMs: 8000 },
  'cluster-status': { path: '/cluster/status', privileges: ['Sys.Audit'], on: '/', limitMs: 8000 },
  time: { path: '/nodes/{node}/time', privileges: ['Sys.Audit'], on: '/nodes/{node}', limitMs: 8000 },
  status: { path: '/nodes/{node}/status', privileges: ['Sys.Audit'], on: '/nodes/{node}', limitMs: 8000 },
  tasks: {
    path: '/nodes/{node}/tasks?since={since}&until={until}&limit=500&source=all',
    privileges: ['Sys.Audit'],
    on: '/nodes/{node}',
    limitMs: 10_000,
  },
  'task-log': { path: '/nodes/{node}/tasks/{upid}/log?limit=2000', privileges: ['Sys.Audit'], on: '/nodes/{node}', limitMs: 8000 },
  journal: { path: '/nodes/{node}/journal?since={since}&until={until}', privileges: ['Sys.Syslog'], on: '/nodes/{node}', limitMs: 30_000 },
  'rrd-node': {
    path: '/nodes/{node}/rrddata?timeframe={timeframe}&cf=MAX',
    privileges: ['Sys.Audit'],
    on: '/nodes/{node}',
    limitMs: 10_000,
  },
  'rrd-guest': {
    path: '/nodes/{node}/{api}/{guest}/rrddata?timeframe={timeframe}&cf=MAX',
    privileges: ['VM.Audit'],
    on: '/vms/{guest}',
    limitMs: 10_000,
  },
  config: { path: '/nodes/{node}/{api}/{guest}/config', privileges: ['VM.Audit'], on: '/vms/{guest}', limitMs: 8000 },
  'guest-state': { path: '/nodes/{node}/{api}/{guest}/status/current', privileges: ['VM.Audit'], on: '/vms/{guest}', limitMs: 10_000 },
  ha: { path: '/cluster/ha/status/current', privileges: ['Sys.Audit'], on: '/', limitMs: 8000 },
  disks: { path: '/nodes/{node}/disks/list?skipsmart=1', privileges: ['Sys.Audit'], on: '/', limitMs: 10_000 },
  'agent-exec': {
    path: '/nodes/{node}/qemu/{guest}/agent/exec',
    privileges: ['VM.GuestAgent.Unrestricted', 'VM.Monitor'],
    on: '/vms/{guest}',
    limitMs: 10_000,
  },
  'agent-result': {
    path: '/nodes/{node}/qemu/{guest}/agent/exec-status?pid={pid}',
    privileges: ['VM.GuestAgent.Unrestricted', 'VM.Monitor'],
    on: '/vms/{guest}',
    limitMs: 10_000,
  },
} as const satisfies Readonly<Record<string, ApiCall>>

export type ApiCallId = keyof typeof API_CALLS

const VALUES: Readonly<Record<string, RegExp>> = {
  node: /^[A-Za-z0-9][A-Za-z0-9.-]{0,62}$/,
  guest: /^\d{1,9}$/,
  api: /^(?:qemu|lxc)$/,
  since: /^\d{9,11}$/,
  until: /^\d{9,11}$/,
  timeframe: /^(?:hour|day)$/,
  pid: /^\d{1,10}$/,
  upid: /^UPID:[\w.:@!-]+:$/,
}

/** Path of a call and the object that the privilege is needed on, with checked values only. */
export function renderCall(id: ApiCallId, values: Readonly<Record<string, string>>): { path: string; on: string } {
  const fill = (text: string, encode: boolean) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name]
      if (value === undefined || !VALUES[name]?.test(value))
        throw new WhydownError(
          'evidence',
          `"${value ?? ''}" may not be asked as ${name} of ${id}.`,
          'This is a guard against a hostile name; report it.',
        )
      return encode ? encodeURIComponent(value) : value
    })
  const { path, on } = API_CALLS[id]
  return { path: fill(path, true), on: fill(on, false) }
}
