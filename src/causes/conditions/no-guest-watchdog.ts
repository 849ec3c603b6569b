import type { Observation } from '../../model/index.ts'
import { defineCircumstance } from '../define.ts'

export const noGuestWatchdog = defineCircumstance({
  id: 'condition.no-guest-watchdog',
  title: 'nothing restarts a guest that hangs',
  role: 'condition',
  doc: 'Without a watchdog device a guest that hangs or panics stays so until somebody acts.',
  belongsTo: ['guest.kernel-panic', 'guest.hang', 'guest.oom', 'guest.fs-freeze-hang'],
  find({ observations, guest }) {
    const mine = (o: Observation) => o.about.guest === undefined || o.about.guest === guest
    const seen = observations.find(
      (o) => o.kind === 'guest.config' && o.fields['watchdog'] === false && o.about.guestKind !== 'ct' && mine(o),
    )
    return seen ? { because: 'The guest has no watchdog device, so nothing restarts it when it hangs.', evidence: [seen] } : null
  },
  remedies: [
    {
      when: 'short-term',
      text: 'Give the guest a watchdog, and run its daemon inside.',
      command: 'qm set {guest} --watchdog model=i6300esb,action=reset',
    },
  ],
  prevention: [{ text: 'Guests that matter have a watchdog.', check: 'watchdog' }],
})
