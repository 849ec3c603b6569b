import type { Observation } from '../../model/index.ts'
import { defineCircumstance } from '../define.ts'

export const noSerialConsole = defineCircumstance({
  id: 'condition.no-serial-console',
  title: 'nothing kept what the kernel of the guest said last',
  role: 'condition',
  doc: 'Without a serial console the last words of a guest kernel are on a screen that nobody saw.',
  belongsTo: ['guest.kernel-panic', 'guest.hang', 'guest.watchdog'],
  find({ observations, guest }) {
    const mine = (o: Observation) => o.about.guest === undefined || o.about.guest === guest
    const seen = observations.find(
      (o) => o.kind === 'guest.config' && o.fields['serial'] === false && o.about.guestKind !== 'ct' && mine(o),
    )
    return seen ? { because: 'The guest has no serial console, so what its kernel said last was not kept.', evidence: [seen] } : null
  },
  remedies: [{ when: 'short-term', text: 'Give the guest a serial console and log it.', command: 'qm set {guest} --serial0 socket' }],
  prevention: [{ text: 'Guests that matter have a serial console or kdump.', check: 'serial0' }],
})
