import { defineCircumstance } from '../define.ts'

export const upsRuntimeShort = defineCircumstance({
  id: 'condition.ups-runtime-short',
  title: 'the UPS cannot hold for long',
  role: 'condition',
  doc: 'Guests and host need minutes to shut down in order. A UPS that holds for less cuts them off.',
  belongsTo: ['power.loss', 'power.ups-shutdown'],
  find({ observations }) {
    const seen = observations.find(
      (o) => o.kind === 'ups.runtime' && Number(o.fields['seconds'] ?? Number(o.fields['minutes'] ?? 99) * 60) < 300,
    )
    return seen
      ? {
          because: `The UPS can hold for ${Math.round(Number(seen.fields['seconds'] ?? Number(seen.fields['minutes']) * 60))} s only.`,
          evidence: [seen],
        }
      : null
  },
  remedies: [
    { when: 'short-term', text: 'Replace the battery, or shut down guests in stages and earlier.', command: 'upsc ups battery.runtime' },
  ],
  prevention: [{ text: 'The UPS holds longer than a shutdown takes.', check: 'battery.runtime against the time of stopall' }],
})
