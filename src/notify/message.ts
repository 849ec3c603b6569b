import type { Incident } from '../model/index.ts'

export type MessageKind = 'outage' | 'recovery' | 'warning' | 'calm' | 'digest' | 'test'
export type Urgency = 'P1' | 'P2' | 'P3' | 'P4' | 'none'

/** What is told to people, whatever the channel. Text is plain: channels escape it for their own markup. */
export interface Message {
  /** The same fault has the same key: channels that fold messages fold by it. */
  readonly key: string
  readonly kind: MessageKind
  readonly urgency: Urgency
  /** One sentence: what happened and why. */
  readonly title: string
  /** Short paragraphs: when and how long, how sure, what was seen, what to do. */
  readonly lines: readonly string[]
  /** The command to run next, to copy. */
  readonly next: string | null
  /** Link to the incident's page, when one is known. */
  readonly link: string | null
  /** guest, node, cause, conclusion: for routing. */
  readonly labels: Readonly<Record<string, string>>
  /** ISO instants of the fault; null when not known or not over. */
  readonly startsAt: string | null
  readonly endsAt: string | null
}

const EVIDENCE_LINES = 3
const LONGEST_LINE = 300

/** Log text is foreign: one line, no control characters, no direction overrides, cut. */
export const plain = (text: string, most = LONGEST_LINE): string => {
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean
}

/** The verdict of an incident, the lines it rests on and the next step. `base` is the address of the page, if there is one. */
export function messageOfIncident(incident: Incident, kind: 'outage' | 'recovery', base: string | null): Message {
  const [diagnosis] = incident.document.diagnoses
  const evidence = new Map(incident.document.evidence.map((item) => [item.ref, item]))
  const cited = (diagnosis?.cause?.evidence ?? diagnosis?.bracket.firstDown?.evidence ?? [])
    .flatMap((ref) => {
      const item = evidence.get(ref)
      return item ? [`${item.from}${item.node ? ` ${item.node}` : ''}: ${plain(item.text, 200)}`] : []
    })
    .slice(0, EVIDENCE_LINES)
  const step = diagnosis?.remediation.find((item) => item.when === 'immediate')
  const settle = diagnosis?.unknown.flatMap((open) => open.wouldSettle)[0]
  const sure = {
    confirmed: 'Confirmed by independent sources.',
    likely: 'Likely: one decisive source.',
    inconclusive: 'Not settled by the evidence.',
    'no-outage': 'It never went down.',
  }[incident.conclusion]
  const { from, to, seconds } = incident.outage
  const when = [
    from ? `Since ${from.slice(0, 19).replace('T', ' ')} UTC` : 'The time is not known',
    to ? `back at ${to.slice(11, 19)} UTC` : '',
    seconds === null ? '' : `down for ${Math.round(seconds)} s`,
  ]
    .filter(Boolean)
    .join(', ')
  return {
    key: incident.id,
    kind,
    urgency: incident.severity,
    title: plain(kind === 'recovery' ? `Back: ${incident.headline}` : incident.headline),
    lines: [
      `${when}. ${sure}`,
      ...(diagnosis?.cause ? [plain(diagnosis.cause.because)] : []),
      ...cited,
      ...(step ? [`Next: ${step.text}`] : settle ? [`Would settle it: ${settle.what}`] : []),
    ],
    next: step?.command ?? settle?.command ?? null,
    link: base ? `${base.replace(/\/$/, '')}/incidents/${encodeURIComponent(incident.id)}` : null,
    labels: {
      incident: incident.id,
      guest: incident.subject.id ?? incident.subject.name ?? '',
      node: incident.subject.node ?? '',
      cause: incident.cause?.id ?? 'undetermined',
      conclusion: incident.conclusion,
      severity: incident.severity,
    },
    startsAt: from,
    endsAt: to,
  }
}

export const bodyOf = (message: Message): string =>
  [...message.lines, ...(message.next ? [message.next] : []), ...(message.link ? [message.link] : [])].join('\n')

export const testMessage = (at: string): Message => ({
  key: 'whydown-test',
  kind: 'test',
  urgency: 'P4',
  title: 'whydown can reach you',
  lines: ['This is a test. Nothing went down.'],
  next: null,
  link: null,
  labels: { severity: 'P4' },
  startsAt: at,
  endsAt: at,
})
