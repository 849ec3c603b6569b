import { defineParser } from '../define.ts'

interface Row {
  readonly type?: string
  readonly vmid?: number | string
  readonly name?: string
  readonly node?: string
  readonly status?: string
  readonly uptime?: number
  readonly maxmem?: number
}

/**
 * Rows of `GET /cluster/resources`, one per line: `{"id":"qemu/102","type":"qemu","vmid":102,"node":"pve1","status":"running",
 * "uptime":3600,…}`. The uptime is the age of the QEMU process: it does not start anew with the guest. A status `unknown`
 * means that the node is not heard of, not that the guest is down.
 */
export const pveResourcesParser = defineParser({
  id: 'pve-resources',
  title: 'Guests in the list of resources of a cluster',
  emits: ['guest.known', 'qemu.status'],
  literals: ['"type":"qemu"', '"type":"lxc"'],
  journal: 'never',
  start(source, emit) {
    return {
      open: false,
      see(record) {
        const row = rowOf(record.text)
        if (!row || row.vmid === undefined) return
        const guest = String(row.vmid)
        const guestKind = row.type === 'lxc' ? ('ct' as const) : ('vm' as const)
        const about = { guest, guestKind, ...(row.node === undefined ? {} : { node: row.node }) }
        const title = `${guestKind === 'ct' ? 'CT' : 'VM'} ${guest}`
        const base = { side: source.side, witness: 'pve' as const, salience: 'context' as const, about, cites: [record] as const }
        const mib = Math.round(Number(row.maxmem ?? 0) / 1024 ** 2)
        emit({
          ...base,
          kind: 'guest.known',
          at: null,
          fields: { memoryMiB: mib, ...(row.name === undefined ? {} : { name: row.name }) },
          says: `${title}${row.name === undefined ? '' : ` is called ${row.name} and`} may use ${(mib / 1024).toFixed(1)} GiB`,
        })
        if (row.status === 'running' && record.at !== null && Number(row.uptime) > 0)
          emit({
            ...base,
            kind: 'qemu.status',
            at: record.at,
            fields: { status: 'running', startedAt: record.at - Number(row.uptime) * 1000 },
            says: `${title} had a living process`,
          })
      },
      end() {},
    }
  },
})

function rowOf(text: string): Row | null {
  try {
    return JSON.parse(text) as Row
  } catch {
    return null
  }
}
