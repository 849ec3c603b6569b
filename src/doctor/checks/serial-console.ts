import { defineCheck } from '../define.ts'
import { guestSettings, namesOf } from '../settings.ts'

/** The panic of a guest is on its console only. */
export const serialConsoleCheck = defineCheck({
  id: 'serial-console',
  title: 'Its guests have a serial console',
  on: ['pve'],
  look(patient) {
    const guests = guestSettings(patient.text('guests.txt'), patient.name).filter(
      ({ kind, settings }) => kind === 'vm' && !(settings.get('ostype') ?? '').startsWith('w'),
    )
    if (guests.length === 0) return null
    const without = guests.filter(({ settings }) => !settings.has('serial0'))
    return without.length === 0
      ? { result: 'ok', because: `All ${guests.length} have one.` }
      : {
          result: 'warning',
          because: `None: ${namesOf(without)}. A panic of their kernel is then seen by nobody.`,
          fix: 'Add one, and console=ttyS0 inside.',
          command: `qm set ${without[0]!.id} --serial0 socket`,
        }
  },
})
