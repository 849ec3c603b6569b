import { defineCircumstance } from '../define.ts'

export const cardKnownToHang = defineCircumstance({
  id: 'condition.card-known-to-hang',
  title: 'the network card is of a family known to hang',
  role: 'condition',
  doc: 'Intel I217 to I219 with e1000e and some Realtek cards hang under load.',
  belongsTo: ['network.nic-hang'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'nic.tx-hang' && /e1000e|r8169|r8152|igc/.test(o.cites[0].message))
    return seen
      ? {
          because: `The card runs with the driver ${/e1000e|r8169|r8152|igc/.exec(seen.cites[0].message)![0]}, whose cards are known to hang.`,
          evidence: [seen],
        }
      : null
  },
  remedies: [{ when: 'long-term', text: 'Another card, or two in a bond.' }],
  prevention: [{ text: 'The uplink does not hang on one card known for it.', check: 'single e1000e or r8169 uplink' }],
})
