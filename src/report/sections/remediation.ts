import { defineSection } from '../define.ts'

const NAMES = { immediate: 'Immediate', 'short-term': 'Short term', 'long-term': 'Long term' } as const

export const remediation = defineSection({
  id: 'remediation',
  order: 70,
  menu: 'What to do',
  build({ diagnosis }) {
    const groups = (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((when) => {
      const items = diagnosis.remediation
        .filter((step) => step.when === when)
        .map(({ text, command, addresses }) => ({ text, note: `addresses ${addresses}`, ...(command ? { command } : {}) }))
      return items.length ? [{ name: NAMES[when], items }] : []
    })
    if (groups.length === 0) return []
    return [
      { type: 'heading', level: 2, text: 'What to do', note: 'whydown never changes a host. Copy, read, run.' },
      { type: 'steps', groups },
    ]
  },
})
