import type { DiagnosisDocument } from '../model/index.ts'
import type { AccuracyCase } from './case.ts'

/** Who the truth says went down: guests, process ids, machines. Empty when it only describes them. */
function namedVictims(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [, list] of text.matchAll(/\b(?:vmids?|vms?|cts?)[ :-]?((?:\d+)(?:(?:, | and )\d+)*)/gi))
    for (const id of list!.match(/\d+/g) ?? []) names.add(id)
  for (const [, pid] of text.matchAll(/\bpid (\d+)/gi)) names.add(pid!)
  for (const [, list] of text.matchAll(/\b(?:nodes?|hosts?)[ :]((?:[a-z][\w-]*\d[\w-]*|[a-z]+)(?: and [\w-]+)?)/gi))
    for (const name of list!.split(' and ')) if (!/^(?:and|of|with|management|has|is|only|itself)$/.test(name)) names.add(name)
  return names
}

/**
 * Is the subject of the first diagnosis who really went down? Null where the truth names nobody, or where the question already
 * named the victim: repeating it is no finding.
 */
export function victimRight(example: Pick<AccuracyCase, 'truth' | 'subject' | 'logs'>, document: DiagnosisDocument): boolean | null {
  const { victim } = example.truth
  if (!victim || example.subject) return null
  const lines = example.logs.flatMap((log) => log.lines)
  // Names that are not in the lines (they were changed when the incident was told) cannot be found there.
  const names = new Set([...namedVictims(victim)].filter((name) => lines.some((line) => line.includes(name))))
  const [first] = document.diagnoses
  if (!first || first.conclusion === 'inconclusive') return false
  if (names.size === 0) {
    if (/^(?:the )?(?:whole )?(?:hosts?|nodes?|hypervisor)\b/i.test(victim)) return first.subject.kind === 'node'
    return /\b(?:vms?|vmid|ct|container|guests?|qemu|kvm|process)\b/i.test(victim) ? first.subject.kind !== 'node' : null
  }
  const { id, name, node } = first.subject
  const told = first.subject.kind === 'node' ? [id, name, node] : [id, name]
  return told.some((one) => one !== undefined && names.has(one)) || first.parties.some((p) => names.has(/\d+$/.exec(p.name)?.[0] ?? ''))
}
