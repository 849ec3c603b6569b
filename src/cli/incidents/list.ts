import type { IncidentSummary } from '../../model/index.ts'
import { duration, localClock } from '../../report/index.ts'
import type { IncidentQuery } from '../../store/index.ts'
import { parseChoices, parseCount } from '../choices.ts'
import { counted, cut, openPage, type Page, padded, printJson } from '../page.ts'
import { type StoreFlags, withStore } from '../store.ts'
import { checkZone, parseMoment } from '../times.ts'

export interface ListFlags extends StoreFlags {
  readonly status?: string
  readonly severity?: string
  readonly guest?: string
  readonly node?: string
  readonly cause?: string
  readonly since?: string
  readonly until?: string
  readonly tz?: string
  readonly limit?: string
  readonly page?: string
}

export async function listIncidents(words: readonly string[], flags: ListFlags): Promise<void> {
  const zone = flags.tz === undefined ? Intl.DateTimeFormat().resolvedOptions().timeZone : checkZone(flags.tz)
  const moment = (text: string) => parseMoment(text, zone, Date.now())
  const limit = parseCount(flags.limit ?? '20', '--limit')
  const page = parseCount(flags.page ?? '1', '--page')
  const query: IncidentQuery = {
    ...(words.length > 0 ? { text: words.join(' ') } : {}),
    ...(flags.status ? { status: parseChoices(flags.status, ['draft', 'reviewed', 'closed'], '--status') } : {}),
    ...(flags.severity ? { severity: parseChoices(flags.severity.toUpperCase(), ['P1', 'P2', 'P3', 'P4'], '--severity') } : {}),
    ...(flags.guest ? { guest: flags.guest } : {}),
    ...(flags.node ? { node: flags.node } : {}),
    ...(flags.cause ? { cause: flags.cause } : {}),
    ...(flags.since ? { since: moment(flags.since) } : {}),
    ...(flags.until ? { until: moment(flags.until) } : {}),
    limit,
    offset: (page - 1) * limit,
  }
  await withStore(flags, async ({ store }) => {
    const { incidents, total } = await store.list(query)
    if (flags.json) return printJson({ total, page, incidents })
    const out = openPage(flags.color)
    if (total === 0) {
      const none = Object.keys(query).length > 2 ? 'No incident matches.' : `No incident is kept yet in ${store.folder}.`
      out.text(none)
      if (Object.keys(query).length <= 2) out.text('Keep one with: whydown analyze PATH… --save')
      return out.print()
    }
    out.line(`  ${out.soft(`${padded('INCIDENT', 28)} SEV  ${padded('STATUS', 9)} WHAT HAPPENED`)}`)
    for (const incident of incidents) rowOf(out, incident)
    if (total > incidents.length)
      out.text(
        `${counted(total, 'incident')}; page ${page} of ${Math.ceil(total / limit)}${page * limit < total ? ` (--page ${page + 1})` : ''}.`,
      )
    out.print()
  })
}

/** Two lines: what, and when with what is left to do. */
function rowOf(out: Page, one: IncidentSummary): void {
  const id = one.id.length > 28 ? one.id : padded(one.id, 28)
  const severity = padded(one.severity === 'none' ? '-' : one.severity, 4)
  out.line(`  ${out.bold(id)} ${severity} ${padded(one.status, 9)} ${cut(one.headline, out.width - 47)}`)
  out.line(`  ${out.soft(`  ${cut([whenOf(one), ...todoOf(one)].join(' · '), out.width - 4)}`)}`)
}

export function whenOf({ outage, zone, day }: IncidentSummary): string {
  if (outage.from === null) return day
  const clock = localClock(zone)
  const at = Date.parse(outage.from)
  return `${clock.date(at)} ${clock.minute(at)} ${clock.zone(at)}${outage.seconds === null ? '' : `, ${duration(outage.seconds)}`}`
}

function todoOf({ actions, hasProposal, conclusion, nextReview, status }: IncidentSummary): string[] {
  return [
    ...(conclusion === 'inconclusive' ? ['cause not known'] : conclusion === 'likely' ? ['likely'] : []),
    ...(actions.undone > 0 ? [`${counted(actions.undone, 'action')} undone again`] : []),
    ...(actions.open > 0 ? [`${counted(actions.open, 'action')} open`] : []),
    ...(hasProposal ? ['another answer waits'] : []),
    ...(nextReview !== null && status !== 'closed' ? [`review ${nextReview}`] : []),
  ]
}
