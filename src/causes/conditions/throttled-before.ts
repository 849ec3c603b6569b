import type { Observation } from '../../model/index.ts'
import { defineCircumstance } from '../define.ts'

export const throttledBefore = defineCircumstance({
  id: 'condition.throttled-before',
  title: 'the processor had been throttled because of heat',
  role: 'condition',
  doc: 'Throttling comes before a thermal shutdown; it is the warning.',
  belongsTo: ['hardware.thermal', 'host.hang'],
  find({ observations, from }) {
    const before = (o: Observation) => o.at === null || from === null || o.at < from
    const seen = observations.find((o) => o.kind === 'thermal.throttle' && o.side === 'host' && before(o))
    return seen ? { because: 'The processor had been throttled because of heat before.', evidence: [seen] } : null
  },
  remedies: [
    {
      when: 'short-term',
      text: 'Clean fans and filters, and check the temperatures.',
      command: 'sensors; journalctl -k | grep -i throttled',
    },
  ],
  prevention: [{ text: 'Temperatures stay ten degrees below critical.', check: 'throttle counts' }],
})
