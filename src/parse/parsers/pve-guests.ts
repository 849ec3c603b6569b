import type { LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'
import { readGuestLine } from '../guest-line.ts'

interface Guest {
  readonly id: string
  readonly kind: 'vm' | 'ct'
  readonly node: string
  readonly first: LogRecord
  readonly settings: Map<string, { value: string; record: LogRecord }>
  closed: boolean
}

const gib = (mib: number) => (mib / 1024).toFixed(1)

/**
 * Guests of a Proxmox cluster as the collector finds them: `grep -H` over their configurations, pid files, and `ps`. Names and
 * sizes of all guests; what the running ones of this node may use together; which process a guest has, and since when.
 */
export const pveGuestsParser = defineParser({
  id: 'pve-guests',
  title: 'Settings and processes of the guests of a node',
  emits: ['guest.known', 'host.guests-configured', 'qemu.status', 'vm.process'],
  literals: ['/etc/pve/nodes/', '/run/qemu-server/', '/sys/fs/cgroup/lxc/', 'ps: '],
  journal: 'never',
  start(source, emit) {
    const guests = new Map<string, Guest>()
    const pids = new Map<string, number | null>()
    const processes = new Map<number, { startedAt: number; record: LogRecord }>()
    return {
      open: false,
      see(record) {
        const told = readGuestLine(record.text)
        if (told === null) return
        if (told.what === 'process') processes.set(told.pid, { startedAt: told.startedAt, record })
        else if (told.what === 'pid') pids.set(`${told.kind}:${told.id}`, told.pid)
        else {
          const key = `${told.kind}:${told.id}`
          const guest = guests.get(key)
          if (told.what === 'section') {
            if (guest) guest.closed = true
          } else {
            const one = guest ?? { id: told.id, kind: told.kind, node: told.node, first: record, settings: new Map(), closed: false }
            if (!one.closed && !one.settings.has(told.key)) one.settings.set(told.key, { value: told.value, record })
            guests.set(key, one)
          }
        }
      },
      end() {
        const running: { mib: number; record: LogRecord }[] = []
        for (const [key, guest] of guests) {
          const name = guest.settings.get('name') ?? guest.settings.get('hostname')
          const memory = guest.settings.get('memory')
          const mib = Number(/(?:current=)?(\d+)/.exec(memory?.value ?? '')?.[1] ?? 512)
          const about = { guest: guest.id, guestKind: guest.kind, node: guest.node }
          const base = { side: source.side, witness: 'pve' as const, about }
          emit({
            ...base,
            kind: 'guest.known',
            at: null,
            salience: 'context',
            fields: {
              memoryMiB: mib,
              ...(name ? { name: name.value } : {}),
              ...(guest.settings.has('onboot') ? { onboot: guest.settings.get('onboot')!.value } : {}),
            },
            says: `${guest.kind === 'ct' ? 'CT' : 'VM'} ${guest.id}${name ? ` is called ${name.value} and` : ''} may use ${gib(mib)} GiB`,
            cites: [name?.record ?? guest.first, ...(memory ? [memory.record] : [])],
          })
          if (guest.node !== source.node || !pids.has(key)) continue
          if (memory || guest.kind === 'ct') running.push({ mib, record: memory?.record ?? guest.first })
          const pid = pids.get(key) ?? undefined
          const process = pid === undefined ? undefined : processes.get(pid)
          if (pid === undefined || !process) continue
          const alive = { ...base, about: { ...about, pid } }
          emit({
            ...alive,
            kind: 'qemu.status',
            at: process.record.at,
            salience: 'context',
            fields: { status: 'running', startedAt: process.startedAt },
            says: `VM ${guest.id} had a living process (${pid})`,
            cites: [process.record],
          })
          emit({
            ...alive,
            kind: 'vm.process',
            at: process.startedAt,
            salience: 'recovery',
            fields: { startedAt: process.startedAt },
            says: `the process of VM ${guest.id} that runs now (${pid}) began`,
            cites: [process.record],
          })
        }
        const [first, ...rest] = running
        if (!first) return
        const mib = running.reduce((sum, one) => sum + one.mib, 0)
        emit({
          kind: 'host.guests-configured',
          at: first.record.at,
          side: source.side,
          witness: 'pve',
          salience: 'context',
          about: source.node === undefined ? {} : { node: source.node },
          fields: { guests: running.length, configuredKiB: mib * 1024 },
          says: `${running.length} running guests may use ${gib(mib)} GiB together`,
          cites: [first.record, ...rest.map(({ record }) => record)],
        })
      },
    }
  },
})
