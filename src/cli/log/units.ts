import type { Clause } from '../../journal/index.ts'

/** MESSAGE_ID of a coredump that systemd-coredump reports. */
const COREDUMP = 'fc2e22bc6ee647b6b90729ab34a250b1'

/** What `journalctl -u UNIT` takes for the unit's: its own words, and those of systemd and of privileged daemons about it. */
export function unitClauses(name: string): readonly Clause[] {
  const unit = /\.(?:service|scope|slice|socket|mount|automount|swap|target|path|timer|device)$/.test(name) ? name : `${name}.service`
  return [
    { _SYSTEMD_UNIT: unit },
    { UNIT: unit, _PID: '1' },
    { OBJECT_SYSTEMD_UNIT: unit, _UID: '0' },
    { COREDUMP_UNIT: unit, _UID: '0', MESSAGE_ID: COREDUMP },
    ...(unit.endsWith('.slice') ? [{ _SYSTEMD_SLICE: unit }] : []),
  ]
}

/** Entries of the kernel, of the units, or of the kernel about... both at once when both are asked for, as journalctl does. */
export function clausesOf(kernel: boolean, units: readonly string[]): readonly Clause[] {
  const ofUnits = units.flatMap(unitClauses)
  if (!kernel) return ofUnits
  return ofUnits.length === 0 ? [{ _TRANSPORT: 'kernel' }] : ofUnits.map((clause) => ({ ...clause, _TRANSPORT: 'kernel' }))
}
