import type { Incident, IncidentFile } from '../../model/index.ts'
import { documentOf, killed } from '../sample.fixture.ts'

const document = documentOf(killed)

/** A kept incident on which people have worked. */
export function incidentFile(change: Partial<Incident> = {}, more: Partial<Omit<IncidentFile, 'incident'>> = {}): IncidentFile {
  return {
    incident: {
      id: 'MAAS-2025-07-29-007',
      subject: killed.subject,
      outage: killed.outage,
      day: '2025-07-29',
      zone: document.zone.name,
      conclusion: killed.conclusion,
      cause: killed.cause,
      links: [],
      headline: killed.headline,
      severity: killed.severity.level,
      severityBecause: killed.severity.rule,
      status: 'reviewed',
      commander: 'Ada',
      author: 'Grace',
      nextReview: '2025-08-29',
      actions: { open: 0, done: 0, dropped: 0, undone: 0 },
      hasProposal: false,
      createdAt: '2025-07-30T08:00:00.000Z',
      updatedAt: '2025-07-30T08:00:00.000Z',
      revision: 1,
      document,
      diagnosedAt: '2025-07-30T08:00:00.000Z',
      proposal: null,
      impact: null,
      annotations: [],
      edits: [],
      actionItems: [],
      recipe: null,
      ...change,
    },
    history: [],
    recurrence: null,
    ...more,
  }
}
