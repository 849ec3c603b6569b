import { defineSection } from '../define.ts'

export const severity = defineSection({
  id: 'severity',
  order: 22,
  build({ diagnosis, file }) {
    const { level, rule } = diagnosis.severity
    const told = file && file.incident.severity !== level ? file.incident : null
    if (level === 'none' && !told) return []
    return [
      {
        type: 'heading',
        level: 2,
        text: `Severity: ${told?.severity ?? level}`,
        note: told ? 'set by a person' : 'by a rule, to be confirmed by a person',
      },
      { type: 'text', text: told?.severityBecause ?? rule, ...(told ? { note: `The rule said ${level}: ${rule}` } : {}) },
    ]
  },
})
