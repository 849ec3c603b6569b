import { planCapacity } from '../../capacity/index.ts'
import { WhydownError } from '../../model/index.ts'
import { defineCheck, say } from '../define.ts'

const RULE = 0.2

/** Overcommit, and whom the kernel would kill first: the plan of `whydown capacity`, in one line. */
export const headroomCheck = defineCheck({
  id: 'headroom',
  title: 'Its guests leave memory for the host',
  on: ['pve'],
  look(patient) {
    const files = (
      [
        ['memory.txt', 'memory'],
        ['guests.txt', 'pve-guests'],
      ] as const
    ).map(([file, origin]) => ({ file, origin, node: patient.name, text: patient.text(file) }))
    if (files.some(({ text }) => text === '')) return say.unseen('Its memory or its guests were not to be seen.')
    try {
      const plan = planCapacity(files, { version: '', wantedFraction: RULE, changes: [], lose: [], belowTouched: false }).nodes[0]?.before
      if (!plan || plan.terms.length === 0) return null
      const text = `Guests may use ${(plan.promisedKiB / 1_048_576).toFixed(1)} of ${(plan.installedKiB / 1_048_576).toFixed(1)} GiB.`
      const victim = plan.killedNext ? ` ${plan.killedNext.text}` : ''
      return plan.rule === 'met'
        ? say.ok(text)
        : {
            result: plan.marginKiB < 0 ? 'problem' : 'warning',
            because: text + victim,
            fix: 'Lower guests or add memory.',
            command: 'whydown capacity',
          }
    } catch (error) {
      if (error instanceof WhydownError) return say.unseen(error.message)
      throw error
    }
  },
})
