import type { Observation } from '../../model/index.ts'
import { defineCircumstance } from '../define.ts'

export const correctedErrorsBefore = defineCircumstance({
  id: 'condition.corrected-errors-before',
  title: 'the hardware had corrected errors before',
  role: 'condition',
  doc: 'Corrected errors of memory or processor come before uncorrected ones.',
  belongsTo: ['hardware.mce', 'hardware.memory-error', 'host.kernel-panic', 'hardware.cpu-fault'],
  find({ observations, from }) {
    const before = (o: Observation) => o.at === null || from === null || o.at < from
    const seen = observations.find((o) => (o.kind === 'edac.corrected' || o.kind === 'mce.corrected') && o.side === 'host' && before(o))
    return seen ? { because: `The hardware had corrected errors before (${seen.says}).`, evidence: [seen] } : null
  },
  remedies: [
    { when: 'short-term', text: 'Find the module or processor, reseat or replace it.', command: 'journalctl -k | grep -iE "EDAC|mce"' },
  ],
  prevention: [{ text: 'Corrected errors are counted and followed up.', check: 'EDAC CE per day' }],
})
