import type { DiagnosisDocument } from '../model/index.ts'
import type { Fault } from './faults.ts'

/** What is certain when nothing could be asked: that it went, and between which two looks. Everything else is unknown. */
export function unexplainedDocument(fault: Fault, because: string): DiagnosisDocument {
  const about = fault.about[0] ?? 'cluster'
  const [what, kind, id] = about.split(':')
  const subject =
    what === 'guest'
      ? { kind: kind === 'ct' ? ('ct' as const) : ('vm' as const), id: id ?? '', ...(fault.node ? { node: fault.node } : {}) }
      : { kind: 'node' as const, node: kind ?? 'cluster', name: kind ?? 'cluster' }
  const name = what === 'guest' ? `${kind === 'ct' ? 'CT ' : ''}${id}` : (kind ?? 'the cluster')
  const iso = (at: number) => new Date(at).toISOString()
  const state = fault.kinds.includes('halted')
    ? 'paused'
    : fault.kinds.includes('silent')
      ? 'hung'
      : fault.kinds.includes('restarted')
        ? 'rebooted'
        : what === 'guest'
          ? 'stopped'
          : 'unreachable'
  const command = what === 'guest' ? `whydown why ${id}` : `whydown analyze /var/log/journal --subject node:${name}`
  return {
    schema: 'whydown.diagnosis/v1',
    tool: { name: 'whydown', version: '' },
    zone: { name: 'UTC', because: 'seen by the watcher' },
    diagnoses: [
      {
        subject,
        outage: { state, from: iso(fault.by), to: null, seconds: null, planned: null },
        conclusion: 'inconclusive',
        cause: null,
        chain: [],
        whys: [],
        rejected: [],
        unknown: [
          {
            id: 'undetermined',
            because: `It could not be looked at: ${because}.`,
            wouldSettle: [{ what: 'The logs, once the host answers', command }],
          },
        ],
        remediation: [],
        headline: `${name} went away between ${iso(fault.after).slice(11, 19)} and ${iso(fault.by).slice(11, 19)} UTC: why is not known yet.`,
        statements: [],
        bracket: { lastAlive: null, firstDown: null, firstBack: null },
        parties: [],
        severity: {
          level: what === 'guest' ? 'P2' : 'P1',
          rule: what === 'guest' ? 'P2: one guest down, not planned.' : 'P1: a node is gone.',
        },
        impact: [],
        investigation: [],
        prevention: [],
        lessons: [],
        actions: [],
        escalation: [],
        memory: null,
        alsoSeen: [],
        timeline: [],
      },
    ],
    evidence: [],
    timeline: [],
    coverage: [{ source: name, status: 'missing', from: null, to: null, because }],
    notes: [],
  }
}
