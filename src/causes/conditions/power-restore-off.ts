import { defineCircumstance } from '../define.ts'

export const powerRestoreOff = defineCircumstance({
  id: 'condition.power-restore-off',
  title: 'the machine stays off when power comes back',
  role: 'condition',
  doc: 'The firmware is set to stay off after a loss of power.',
  belongsTo: ['power.loss', 'power.ups-shutdown'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'power.restore-off')
    return seen
      ? { because: `The firmware is set to stay off when power comes back (${String(seen.fields['policy'])}).`, evidence: [seen] }
      : null
  },
  remedies: [{ when: 'short-term', text: 'Let the machine start when power comes back.', command: 'ipmitool chassis policy always-on' }],
  prevention: [{ text: 'Hosts start when power comes back.', check: 'chassis policy' }],
})
