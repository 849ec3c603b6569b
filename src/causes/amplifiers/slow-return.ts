import { defineCircumstance } from '../define.ts'

export const slowReturn = defineCircumstance({
  id: 'amplifier.slow-return',
  title: 'it stayed down until somebody acted',
  role: 'amplifier',
  doc: 'The guest came back by the hand of a person, long after it could have.',
  belongsTo: ['memory.*', 'qemu.*', 'host.*', 'power.*', 'storage.*', 'cluster.fence'],
  find({ observations, finding, guest, from }) {
    const start = from ?? finding.at
    if (start === null) return null
    const byHand = observations.find(
      (o) =>
        o.kind === 'task.started' &&
        ['qmstart', 'vzstart', 'qmresume', 'qmreset'].includes(String(o.fields['type'])) &&
        (guest === undefined || o.about.guest === guest) &&
        o.at !== null &&
        o.at - start > 5 * 60_000,
    )
    if (!byHand) return null
    return {
      because: `It came back only when ${String(byHand.fields['user'])} started it, ${Math.round((byHand.at! - start) / 60_000)} minutes later.`,
      evidence: [byHand],
    }
  },
  remedies: [{ when: 'long-term', text: 'Watch the guest from outside and alert within a minute.' }],
  prevention: [{ text: 'Somebody is told within minutes.', check: 'monitoring of the guest' }],
})
