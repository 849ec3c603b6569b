import type { Entities, Observation } from '../model/index.ts'
import { endsOfGuests, guestOfDeath, isDeathOfQemu } from './dead-process.ts'

type GuestId = { guest: string; guestKind?: 'vm' | 'ct' }

const ALIASES: readonly (readonly [RegExp, 'vm' | 'ct' | undefined])[] = [
  [/(?:^|\/)qemu\.slice\/(\d+)\.scope/, 'vm'],
  [/(?:^|\/)lxc(?:\.payload|\.monitor)?[/.](\d+)(?:\/|$)/, 'ct'],
  [/^(\d+)\.scope$/, 'vm'],
  [/^(?:pve-container|lxc)@(\d+)(?:\.service)?$/, 'ct'],
  [/^(?:tap|fwbr|fwpr|fwln)(\d+)(?:i|p)\d+/, undefined],
  [/^veth(\d+)i\d+/, 'ct'],
  [/(?:^|[/:-])(?:vm|base)-(\d+)-(?:disk|cloudinit|state)/, undefined],
  [/(?:^|[/:-])subvol-(\d+)-disk/, 'ct'],
  // Device mapper doubles the dashes of a name.
  [/(?:^|[/-])vm--(\d+)--(?:disk|cloudinit|state)/, undefined],
]

/** The guest that a unit, cgroup, interface or volume belongs to, by Proxmox' naming. */
export function guestOfName(name: string): GuestId | null {
  for (const [pattern, guestKind] of ALIASES) {
    const id = pattern.exec(name)?.[1]
    if (id !== undefined) return guestKind === undefined ? { guest: id } : { guest: id, guestKind }
  }
  return null
}

const TASK = /^UPID:([^:]+):[^:]+:[^:]+:[^:]+:([^:]+):(\d+):/

function guestOf(about: Entities): GuestId | null {
  if (about.guest !== undefined) return { guest: about.guest, ...(about.guestKind ? { guestKind: about.guestKind } : {}) }
  for (const name of [about.cgroup, about.unit, about.nic, about.device, about.storage]) {
    const guest = name === undefined ? null : guestOfName(name)
    if (guest) return guest
  }
  const [, , type, id] = TASK.exec(about.task ?? '') ?? []
  if (type && id)
    return {
      guest: id,
      ...(type.startsWith('qm') ? { guestKind: 'vm' } : type.startsWith('vz') && type !== 'vzdump' ? { guestKind: 'ct' } : {}),
    }
  return null
}

/**
 * Gives every observation the guest it is about, across its names: scope, cgroup, tap interface, volume, task, and process
 * id where one line binds the pid to a guest (`VM 102 started with PID 1705`, the OOM report's `task_memcg`, `qm list`).
 *
 * A pid means a guest only on its own machine and until the guest's next start; pids are reused.
 */
export function resolveEntities(observations: readonly Observation[]): Observation[] {
  const named = withGuestOfJob(observations).map((o) => {
    const guest = guestOf(o.about)
    return guest ? { ...o, about: { ...o.about, ...guest } } : o
  })
  const kinds = new Map<string, 'vm' | 'ct'>()
  const byPid = new Map<string, GuestId[]>()
  for (const { about, side } of named) {
    if (about.guest === undefined) continue
    if (about.guestKind !== undefined) kinds.set(about.guest, about.guestKind)
    if (about.pid === undefined || side !== 'host') continue
    const key = `${about.node ?? ''}:${about.pid}`
    byPid.set(key, [...(byPid.get(key) ?? []), { guest: about.guest }])
  }
  const ends = endsOfGuests(named)
  return named.map((o) => {
    const { about } = o
    let guest = about.guest
    if (guest === undefined && about.pid !== undefined && o.side === 'host') {
      const candidates = new Set((byPid.get(`${about.node ?? ''}:${about.pid}`) ?? []).map((g) => g.guest))
      if (candidates.size === 1) guest = [...candidates][0]
    }
    if (guest === undefined && ends.length > 0 && isDeathOfQemu(o)) guest = guestOfDeath(o, ends)?.guest
    if (guest === undefined) return o
    const guestKind = about.guestKind ?? kinds.get(guest)
    return { ...o, about: { ...about, guest, ...(guestKind ? { guestKind } : {}) } }
  })
}

const JOB_BEGINS = /^(?:backup|migration)\.start$/
const JOB_ENDS = /^backup\.done$/
const OF_JOB = /^(?:backup|migration)\./

/**
 * The log of a task names its guest once (`Starting Backup of VM 102 (qemu)`) and then says what it does (`stopping virtual
 * guest`): every line of the job is about that guest, until the job is done with it.
 */
function withGuestOfJob(observations: readonly Observation[]): readonly Observation[] {
  const current = new Map<string, Entities>()
  const inherited = new Map<Observation, Observation>()
  const inOrder = observations
    .filter((o) => OF_JOB.test(o.kind))
    .toSorted((a, b) => {
      const [x, y] = [a.cites[0], b.cites[0]]
      return x.source.file === y.source.file ? x.line - y.line : x.source.file < y.source.file ? -1 : 1
    })
  for (const o of inOrder) {
    const { source, pid } = o.cites[0]
    // A journal has the jobs of several workers side by side; the log of one task has no pids.
    const job = `${source.file}|${pid ?? ''}`
    const of = current.get(job)
    if (JOB_BEGINS.test(o.kind) && o.about.guest !== undefined) current.set(job, o.about)
    else if (JOB_ENDS.test(o.kind)) current.delete(job)
    else if (o.about.guest === undefined && of?.guest !== undefined) {
      const { guest, guestKind } = of
      inherited.set(o, { ...o, about: { ...o.about, guest, ...(guestKind ? { guestKind } : {}) } })
    }
  }
  return inherited.size === 0 ? observations : observations.map((o) => inherited.get(o) ?? o)
}
