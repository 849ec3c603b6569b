import type { DatabaseSync } from 'node:sqlite'
import type { DiagnosisDocument, Incident } from '../../model/index.ts'
import type { StoredSummary } from './rows.ts'

/** A row of `incidents` to be written. */
export interface IncidentRow extends Pick<
  Incident,
  'id' | 'document' | 'day' | 'severity' | 'severityBecause' | 'status' | 'commander' | 'author' | 'impact' | 'nextReview' | 'revision'
> {
  readonly createdAt: number
  readonly updatedAt: number
}

export function insertIncidentRow(database: DatabaseSync, row: IncidentRow): void {
  const { startedAt, endedAt } = times(row.document)
  database
    .prepare(
      `INSERT INTO incidents (id, subject_kind, subject_id, subject_name, node, state, started_at, ended_at, sort_at, day, conclusion, cause, severity, severity_because,
        status, commander, author, impact, next_review, summary, created_at, updated_at, revision)
       VALUES (:id, :kind, :subject, :name, :node, :state, :started, :ended, :sort, :day, :conclusion, :cause, :severity, :because,
        :status, :commander, :author, :impact, :review, :summary, :created, :updated, :revision)`,
    )
    .run({
      id: row.id,
      ...columnsOf(row.document),
      started: startedAt,
      ended: endedAt,
      sort: startedAt ?? endedAt ?? row.createdAt,
      day: row.day,
      severity: row.severity,
      because: row.severityBecause,
      status: row.status,
      commander: row.commander,
      author: row.author,
      impact: row.impact,
      review: row.nextReview,
      created: row.createdAt,
      updated: row.updatedAt,
      revision: row.revision,
    })
  writeLinks(database, row.id, row.document)
}

/** Begin and end in milliseconds; null where no line shows them. */
export function times(document: DiagnosisDocument): { startedAt: number | null; endedAt: number | null } {
  const { outage } = document.diagnoses[0]!
  const ms = (at: string | null) => (at === null || Number.isNaN(Date.parse(at)) ? null : Date.parse(at))
  return { startedAt: ms(outage.from), endedAt: ms(outage.to) }
}

/** What lists and searches need of a document. */
export function columnsOf(document: DiagnosisDocument) {
  const { subject, outage, conclusion, cause, chain, headline } = document.diagnoses[0]!
  const summary: StoredSummary = {
    subject,
    outage,
    zone: document.zone.name,
    cause: cause ? { id: cause.id, title: cause.title } : null,
    links: chain.map(({ id, role }) => ({ id, role })),
    headline,
  }
  return {
    kind: subject.kind,
    subject: subject.id ?? null,
    name: subject.name ?? null,
    node: subject.node ?? null,
    state: outage.state,
    conclusion,
    cause: cause?.id ?? null,
    summary: JSON.stringify(summary),
  }
}

export function writeLinks(database: DatabaseSync, id: string, document: DiagnosisDocument): void {
  database.prepare('DELETE FROM links WHERE incident = ?').run(id)
  const insert = database.prepare('INSERT OR IGNORE INTO links (incident, id, role) VALUES (?, ?, ?)')
  for (const link of document.diagnoses[0]!.chain) insert.run(id, link.id, link.role)
}
