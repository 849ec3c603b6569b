import { defineSection } from '../define.ts'

export const severity = defineSection({
  id: 'severity',
  order: 22,
  build({
    diagnosis: {
      severity: { level, rule },
    },
  }) {
    if (level === 'none') return []
    return [
      { type: 'heading', level: 2, text: `Severity: ${level}`, note: 'by a rule, to be confirmed by a person' },
      { type: 'text', text: rule },
    ]
  },
})
