import type { RunbookDocument } from './document.ts'

/** What a runbook says, as a set of short lines with a name each: that is what can be compared. */
function linesOf(document: RunbookDocument): Map<string, string> {
  const lines = new Map<string, string>()
  const put = (name: string, text: string) => void lines.set(name, text)
  put('purpose', document.purpose)
  for (const machine of document.machines) put(`machine ${machine.name}`, `${machine.reach}, ${machine.what}`)
  for (const phase of document.phases)
    for (const step of phase.steps)
      put(`step ${phase.title}: ${step.title}`, JSON.stringify([step.commands, step.look, step.samples, step.decision]))
  for (const cause of document.causes) put(`cause ${cause.id}`, JSON.stringify({ ...cause, id: undefined }))
  for (const { causes } of document.others) for (const { id, title } of causes) put(`cause ${id}`, title)
  for (const criterion of document.escalation.criteria) put(`criterion ${criterion}`, criterion)
  for (const contact of document.escalation.contacts) put(`contact ${contact.who}`, `${contact.reach} ${contact.when ?? ''}`)
  for (const { text, command } of document.recovery) put(`recovery ${command}`, text)
  for (const { title, commands } of document.reference) put(`reference ${title}`, JSON.stringify(commands))
  return lines
}

/**
 * The runbook with what changed since the one before, and the next version where something did. The same content keeps version
 * and dates, so that making it again says nothing new.
 */
export function since(document: RunbookDocument, before: RunbookDocument | null): RunbookDocument {
  if (before === null || before.cause !== document.cause) return document
  const [now, then] = [linesOf(document), linesOf(before)]
  const changes: RunbookDocument['changes'] = [
    ...[...now].filter(([name]) => !then.has(name)).map(([name]) => ({ kind: 'added' as const, what: name })),
    ...[...then].filter(([name]) => !now.has(name)).map(([name]) => ({ kind: 'removed' as const, what: name })),
    ...[...now]
      .filter(([name, text]) => then.has(name) && then.get(name) !== text)
      .map(([name]) => ({ kind: 'changed' as const, what: name })),
  ]
  if (changes.length === 0)
    return { ...document, version: before.version, updated: before.updated, nextReview: before.nextReview, changes: before.changes }
  return { ...document, version: nextVersion(before.version), changes }
}

function nextVersion(version: string): string {
  const [, major = '1', minor = '0'] = /^(\d+)\.(\d+)$/.exec(version) ?? []
  return `${major}.${Number(minor) + 1}`
}
