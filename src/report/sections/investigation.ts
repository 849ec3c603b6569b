import type { Block, Cited } from '../blocks.ts'
import { defineSection } from '../define.ts'

/** The runbook as it was walked: question, command, what was found, where that led. */
export const investigation = defineSection({
  id: 'investigation',
  order: 45,
  menu: 'Investigation',
  build({ diagnosis }) {
    if (diagnosis.investigation.length === 0) return []
    const phases = [...new Set(diagnosis.investigation.map((step) => step.phase))]
    return [
      { type: 'heading', level: 2, text: 'Investigation path', note: 'each question with the command that answers it on the live system' },
      ...phases.flatMap((phase, n): Block[] => [
        { type: 'heading', level: 3, text: `Phase ${n + 1}: ${phase}` },
        {
          type: 'list',
          ordered: false,
          items: diagnosis.investigation
            .filter((step) => step.phase === phase)
            .map((step): Cited => ({
              lead: step.question,
              text: step.finding,
              cites: step.evidence,
              ...(step.decision ? { note: `Decision: ${step.decision}` } : {}),
              ...(step.command ? { command: step.command } : {}),
            })),
        },
      ]),
    ]
  },
})
