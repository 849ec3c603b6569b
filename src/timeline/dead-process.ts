import type { Entities, Observation } from '../model/index.ts'

const QEMU = /^(?:kvm|qemu\S*|CPU \d+\/KVM)$/
const ENDS = /^(?:scope\.deactivated|unit\.failed-oom|qmeventd\.cleanup)$/
/** systemd and qmeventd notice within three seconds; a line may be printed up to two before its cause. */
const PRINTED_EARLY_MS = 2000
const NOTICED_MS = 3000
/** A core dump holds a dead process back. */
const DUMPED_MS = 15_000
const ASKED_MS = 60_000

/** A line that says that a process of QEMU died, by its pid or by nothing at all. */
export const isDeathOfQemu = ({ kind, side, about, fields }: Observation): boolean =>
  side === 'host' &&
  ((kind === 'kernel.oom-report' && fields['victimIsVmm'] === true) ||
    ((kind === 'kernel.segfault' || kind === 'userspace-killer.kill') && QEMU.test(about.process ?? '')) ||
    kind === 'qemu.assertion' ||
    kind === 'qemu.crash-signal' ||
    kind === 'qemu.killed')

/** Guests whose scope ended so close after a process died that it may have been theirs, with the delay. */
export function endsAfter(death: Observation, ends: readonly Observation[]): ReadonlyMap<string, number> {
  const delays = new Map<string, number>()
  if (death.at === null) return delays
  const place = death.cites[0]
  for (const { at, about, cites } of ends) {
    if (at === null || about.guest === undefined) continue
    if (about.node !== undefined && death.about.node !== undefined && about.node !== death.about.node) continue
    const delay = at - (death.until ?? death.at)
    if (delay < -PRINTED_EARLY_MS || delay > DUMPED_MS) continue
    // What stands before it is the less likely one.
    const early = delay < 0 || (cites[0].source.file === place.source.file && cites[0].line < place.line)
    const weight = early ? Math.abs(delay) + PRINTED_EARLY_MS : delay
    delays.set(about.guest, Math.min(weight, delays.get(about.guest) ?? Number.POSITIVE_INFINITY))
  }
  return delays
}

/** Ends of guests that nobody asked for: who is stopped by a person does not owe his end to a crash of those seconds. */
export function endsOfGuests(observations: readonly Observation[]): Observation[] {
  const asked = observations.filter((o) => o.salience === 'intent' && o.about.guest !== undefined && o.at !== null)
  return observations.filter(
    (o) =>
      o.side === 'host' &&
      ENDS.test(o.kind) &&
      o.about.guest !== undefined &&
      o.at !== null &&
      !asked.some((intent) => intent.about.guest === o.about.guest && Math.abs(intent.at! - o.at!) <= ASKED_MS),
  )
}

/**
 * `kvm[1706]: segfault` names no guest, but the scope that ends in the seconds after it does. Only where one guest alone can be
 * meant: when two end in those seconds, the line is nobody's.
 */
export function guestOfDeath(death: Observation, ends: readonly Observation[]): Entities | null {
  const delays = [...endsAfter(death, ends)]
  const soon = delays.filter(([, delay]) => delay <= NOTICED_MS)
  const [only, another] = soon.length > 0 ? soon : delays
  return only === undefined || another !== undefined ? null : { guest: only[0] }
}
