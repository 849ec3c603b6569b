import { defineCollector, type Plan, type Span, spanOf, type Step } from '../define.ts'

const DAY_MS = 86_400_000
const OOM_HISTORY_MS = 30 * DAY_MS

/** The window and the times that are read whole, cut so that no line is asked for twice. Times to be read whole may lie before it. */
function pieces({ window, focus }: Plan): { span: Span; whole: boolean }[] {
  if (focus.length === 0) return [{ span: window, whole: true }]
  const parts: { span: Span; whole: boolean }[] = []
  let at = window.from
  for (const span of focus) {
    if (span.from > at && at < window.to) parts.push({ span: { from: at, to: Math.min(span.from, window.to) - 1000 }, whole: false })
    parts.push({ span: { from: span.from, to: span.to }, whole: true })
    at = Math.max(at, span.to + 1000)
  }
  if (at < window.to) parts.push({ span: { from: at, to: window.to }, whole: false })
  return parts
}

const earliest = ({ window, focus }: Plan) => Math.min(window.from, ...focus.map(({ from }) => from))

export const journal = defineCollector({
  id: 'journal',
  title: 'Journal: every line around the outage, the telling ones of the rest of the window',
  on: ['pve', 'libvirt', 'guest'],
  round: 'evidence',
  lasts: 3,
  needs: 'group systemd-journal or adm',
  steps: (plan) =>
    plan.hasJournal
      ? [
          {
            use: 'journal-oom-history',
            with: spanOf({ from: earliest(plan) - OOM_HISTORY_MS, to: earliest(plan) - 1000 }),
            artifact: 'journal.ndjson',
            holds: 'selection',
          },
          ...pieces(plan).map(({ span, whole }): Step => ({
            use: whole ? 'journal-whole' : 'journal-matches',
            with: spanOf(span),
            artifact: 'journal.ndjson',
            holds: whole ? 'span' : 'selection',
            span,
          })),
        ]
      : [{ use: 'syslog', artifact: 'syslog.txt', holds: 'selection' }],
})
