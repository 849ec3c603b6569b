import { defineCircumstance } from '../define.ts'

export const mountMustBeThere = defineCircumstance({
  id: 'condition.mount-must-be-there',
  title: 'the boot waits for a filesystem it does not need',
  role: 'condition',
  doc: 'An entry of fstab without nofail stops the boot when its device is not there.',
  belongsTo: ['guest.boot-failure', 'host.boot-failure'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'fstab.must-mount')
    return seen
      ? { because: `The boot waits for ${String(seen.fields['mount'])}, whose entry in fstab has no nofail.`, evidence: [seen] }
      : null
  },
  remedies: [
    {
      when: 'short-term',
      text: 'Add nofail and a short device timeout to what the system can do without.',
      command: 'grep -v nofail /etc/fstab',
    },
  ],
  prevention: [{ text: 'Entries of fstab that are not needed for the boot have nofail.', check: 'fstab without nofail' }],
})
