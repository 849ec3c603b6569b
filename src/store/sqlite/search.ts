import type { DatabaseSync } from 'node:sqlite'
import type { DiagnosisDocument } from '../../model/index.ts'

/**
 * A person's words as a query of FTS5: every word must occur, and beginnings count (`overcommit` finds `overcommitted`).
 * Quoting takes the meaning from whatever else was typed. null where no word is left.
 */
export function searchQuery(text: string): string | null {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  return words.length === 0 ? null : words.map((word) => `"${word.replaceAll('"', '""').replaceAll('\u0000', '')}"*`).join(' ')
}

/** Puts what can be found about an incident into the index, in place of what was there. */
export function indexIncident(database: DatabaseSync, id: string, document: DiagnosisDocument): void {
  const row = database.prepare('SELECT number, commander, author, impact FROM incidents WHERE id = ?').get(id)!
  const words = (sql: string) =>
    database
      .prepare(sql)
      .all(id)
      .map((found) => String(found['text']))
  const people = [
    row['commander'],
    row['author'],
    row['impact'],
    ...words('SELECT text FROM annotations WHERE incident = ?'),
    ...words('SELECT text FROM edits WHERE incident = ?'),
    ...words(`SELECT text || ' ' || coalesce(owner, '') || ' ' || coalesce(note, '') AS text FROM actions WHERE incident = ?`),
  ]
  database.prepare('DELETE FROM search WHERE rowid = ?').run(row['number']!)
  database
    .prepare('INSERT INTO search (rowid, machine, people, evidence) VALUES (?, ?, ?, ?)')
    .run(row['number']!, machineWords(id, document), people.filter((text) => text !== null).join('\n'), citedLines(document))
}

function machineWords(id: string, { diagnoses }: DiagnosisDocument): string {
  return diagnoses
    .flatMap(({ subject, headline, cause, statements, chain }) => [
      id,
      `${subject.kind}:${subject.id ?? ''} ${subject.name ?? ''} ${subject.node ?? ''}`,
      headline,
      cause ? `${cause.id} ${cause.title}` : '',
      ...statements.map(({ text }) => text),
      ...chain.map((link) => `${link.id} ${link.title}`),
    ])
    .join('\n')
}

function citedLines({ diagnoses, evidence }: DiagnosisDocument): string {
  const cited = new Set(
    diagnoses.flatMap(({ cause, chain, statements, timeline }) => [
      ...(cause?.evidence ?? []),
      ...chain.flatMap((link) => link.evidence),
      ...statements.flatMap((one) => one.evidence),
      ...timeline,
    ]),
  )
  return evidence
    .filter(({ ref }) => cited.has(ref))
    .map(({ text }) => text.slice(0, 2000))
    .join('\n')
}
