import type { DatabaseSync } from 'node:sqlite'
import { WhydownError } from '../../model/index.ts'
import type { Evidence, IncidentChange, Stamp } from '../incident-store.ts'
import { currentDocument, currentRecipe, insertDiagnosis, moveIn, proposedDocument, replaceDiagnosis, settleProposal } from './diagnoses.ts'
import { record } from './history.ts'
import { indexIncident } from './search.ts'

export function changeIncident(
  database: DatabaseSync,
  folder: string,
  id: string,
  change: IncidentChange,
  stamp: Stamp,
  expected?: number,
): number {
  const before = database.prepare('SELECT * FROM incidents WHERE id = ?').get(id)!
  if (expected !== undefined && Number(before['revision']) !== expected)
    throw new WhydownError(
      'conflict',
      `${id} was changed by somebody else meanwhile; your change was not made.`,
      `See what is new: whydown incidents show ${id}. Then make your change again.`,
    )
  const set = (column: string, value: string | number | null) =>
    database.prepare(`UPDATE incidents SET ${column} = ? WHERE id = ?`).run(value, id)
  const detail = apply(database, folder, id, change, stamp, set)
  const revision = record(database, id, stamp, change.kind, detail)
  database.prepare('UPDATE incidents SET revision = ?, updated_at = ? WHERE id = ?').run(revision, stamp.at, id)
  indexIncident(database, id, currentDocument(database, id))
  return revision
}

/** Makes the change and says it in one line. */
function apply(
  database: DatabaseSync,
  folder: string,
  id: string,
  change: IncidentChange,
  stamp: Stamp,
  set: (column: string, value: string | number | null) => void,
): string {
  switch (change.kind) {
    case 'status':
      set('status', change.to)
      if (change.nextReview !== undefined) set('next_review', change.nextReview)
      return `${change.to}${change.because ? `: ${change.because}` : ''}`
    case 'assign': {
      const said: string[] = []
      for (const role of ['commander', 'author'] as const) {
        const name = change[role]
        if (name === undefined) continue
        set(role, name)
        said.push(`${role} ${name ?? 'nobody'}`)
      }
      return said.join(', ')
    }
    case 'severity':
      set('severity', change.to)
      set('severity_because', change.because)
      return `${change.to}: ${change.because}`
    case 'impact':
      set('impact', change.text)
      return change.text ?? 'taken back'
    case 'annotate': {
      const number = Number(database.prepare('SELECT coalesce(max(number), 0) + 1 AS n FROM annotations WHERE incident = ?').get(id)!['n'])
      database
        .prepare('INSERT INTO annotations (incident, number, text, at, by, written_at) VALUES (?, ?, ?, ?, ?, ?)')
        .run(id, number, change.text, change.at ?? null, stamp.by, stamp.at)
      return change.text
    }
    case 'edit':
      database.prepare('DELETE FROM edits WHERE incident = ? AND part = ?').run(id, change.part)
      if (change.text !== null)
        database
          .prepare('INSERT INTO edits (incident, part, text, refs, by, at) VALUES (?, ?, ?, ?, ?, ?)')
          .run(id, change.part, change.text, JSON.stringify(change.refs), stamp.by, stamp.at)
      return `${change.part}: ${change.text ?? 'back to what whydown wrote'}`
    case 'next-review':
      set('next_review', change.day)
      return change.day ?? 'none'
    case 'propose-diagnosis':
      settleProposal(database, id, 'declined')
      insertDiagnosis(database, id, change.document, 'proposed', stamp.at, recipeFor(database, folder, id, change.evidence))
      return `${change.document.diagnoses[0]!.headline} (${change.because})`
    case 'decline-proposal':
      settleProposal(database, id, 'declined')
      return change.because
    case 'accept-proposal':
      replaceDiagnosis(database, id, proposedDocument(database, id), () => settleProposal(database, id, 'current'))
      for (const { part, text, refs } of change.edits ?? [])
        database.prepare('UPDATE edits SET text = ?, refs = ? WHERE incident = ? AND part = ?').run(text, JSON.stringify(refs), id, part)
      return change.because
    case 'diagnosis': {
      const recipe = recipeFor(database, folder, id, change.evidence)
      replaceDiagnosis(database, id, change.document, () => insertDiagnosis(database, id, change.document, 'current', stamp.at, recipe))
      return change.because
    }
    case 'escalated':
      return `to ${change.to}: ${change.because}`
  }
}

/** Another answer that brings no evidence of its own rests on what is kept. */
const recipeFor = (database: DatabaseSync, folder: string, id: string, evidence: Evidence | undefined) =>
  evidence ? moveIn(folder, id, evidence) : currentRecipe(database, id)
