import { defineCircumstance } from '../define.ts'

const TOGETHER_MS = 2000

export const singleSwitch = defineCircumstance({
  id: 'condition.single-switch',
  title: 'several links went down in the same second',
  role: 'condition',
  doc: 'Links of several cards or hosts that go down together hang on one switch.',
  belongsTo: ['network.link-outage', 'cluster.*'],
  find({ observations }) {
    const down = observations.filter((o) => o.kind === 'nic.link-down' && o.side === 'host' && o.at !== null && o.about.nic !== undefined)
    for (const first of down) {
      const together = down.filter((o) => Math.abs(o.at! - first.at!) <= TOGETHER_MS)
      const links = new Set(together.map((o) => `${o.about.node ?? ''}/${o.about.nic}`))
      if (links.size >= 2)
        return { because: `${links.size} links went down within two seconds: they hang on one switch.`, evidence: together.slice(0, 6) }
    }
    return null
  },
  remedies: [{ when: 'long-term', text: 'Take the links of a bond, and of the cluster, to two switches.' }],
  prevention: [{ text: 'Links go to two switches.', check: 'bond members on one switch' }],
})
