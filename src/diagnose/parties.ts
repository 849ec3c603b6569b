import type { Diagnosis, Observation } from '../model/index.ts'
import type { Story } from './stories.ts'
import { nameSubject } from './words.ts'

type Party = Omit<Diagnosis['parties'][number], 'evidence'> & { observations: readonly Observation[] }

/**
 * In an out-of-memory kill three parties are easily taken for one: who was killed, who asked for the page that was not
 * there, and who held the memory. Each is named from the kernel's report, and only where it says so.
 */
export function partiesOf(story: Story, subject: Diagnosis['subject']): Party[] {
  const report = [story.mechanism, ...story.faces].flatMap((f) => f.decisive).find((o) => o.kind === 'kernel.oom-report')
  if (!report) return []
  const { fields, about } = report
  const parties: Party[] = []
  if (about.process !== undefined || about.pid !== undefined)
    parties.push({
      role: 'Victim',
      name: about.guest === undefined ? `${about.process ?? 'process'} ${about.pid ?? ''}`.trim() : nameSubject(subject),
      text: `The kernel killed ${about.process ?? 'a process'}${about.pid === undefined ? '' : ` (pid ${about.pid})`}.`,
      observations: [report],
    })
  if (typeof fields['invoker'] === 'string')
    parties.push({
      role: 'Asked for memory',
      name: fields['invoker'],
      text: `${fields['invoker']} asked for the page that was not there. That makes it neither the culprit nor the victim.`,
      observations: [report],
    })
  if (typeof fields['largest'] === 'string')
    parties.push({
      role: 'Held the most',
      name: fields['largest'],
      text: `${fields['largest']} held the most memory in the kernel's own table.`,
      observations: [report],
    })
  return parties
}
