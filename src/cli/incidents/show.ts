import { escalate, incidentFile } from '../../incidents/index.ts'
import type { Action, IncidentFile } from '../../model/index.ts'
import { duration, localClock, ordinal, plain, subjectWithPlace } from '../../report/index.ts'
import { counted, openPage, type Page, printJson } from '../page.ts'
import { type StoreFlags, withStore } from '../store.ts'
import { whenOf } from './list.ts'

export async function showIncident(id: string, flags: StoreFlags): Promise<void> {
  await withStore(flags, async ({ store, config }) => {
    const file = await incidentFile(store, id)
    if (flags.json) return printJson(file)
    const out = openPage(flags.color)
    head(out, file)
    people(out, file)
    actions(out, file.incident.actionItems)
    past(out, file)
    const { met, contacts } = escalate(file.incident.document.diagnoses[0]!, config.escalation)
    for (const one of met) out.labelled('Escalate', `${one.criterion}: ${one.because}`)
    for (const contact of contacts) out.labelled('', `${contact.who}, ${contact.reach}${contact.when ? ` (${contact.when})` : ''}`)
    next(out, file)
    out.print()
  })
}

function head(out: Page, { incident }: IncidentFile): void {
  const { id, status, severity, headline, conclusion, outage } = incident
  out.line()
  out.line(`  ${out.bold(id)}  ${[severity, status, conclusion].filter((word) => word !== 'none').join(', ')}`)
  out.line()
  out.text(headline.replace(/\s*\[(?:e\d+|coverage:[^\]]+)\]/g, ''))
  out.text(
    `${subjectWithPlace(incident.subject)}. ${whenOf(incident)}${outage.planned === false ? ', not planned' : outage.planned === true ? ', planned' : ''}.`,
  )
  out.line()
  if (incident.cause) out.labelled('Cause', `${incident.cause.title} (${incident.cause.id})`)
  if (incident.links.some(({ role }) => role !== 'mechanism'))
    out.labelled(
      'With',
      incident.links
        .filter(({ role }) => role !== 'mechanism')
        .map(({ id, role }) => `${id.replace(/^\w+\./, '').replaceAll('-', ' ')} (${role})`)
        .join(', '),
    )
  if (incident.impact) out.labelled('Impact', incident.impact)
}

function people(out: Page, { incident }: IncidentFile): void {
  out.labelled('People', `commander ${incident.commander ?? 'nobody'}, author ${incident.author ?? 'nobody'}`)
  if (incident.nextReview) out.labelled('Next review', incident.nextReview)
  const clock = localClock(incident.zone)
  const when = (at: string | null) => {
    const ms = at === null ? null : Date.parse(at)
    return ms === null ? '' : `${clock.date(ms)} ${clock.minute(ms)} ${clock.zone(ms)}: `
  }
  for (const [n, note] of incident.annotations.entries()) out.labelled(n === 0 ? 'Notes' : '', `${when(note.at)}${note.text} (${note.by})`)
}

export const STATE = { open: ' ', 'in-progress': '~', done: 'x', dropped: '-' } as const
export const LOOK = { done: 'seen done', 'not-done': 'seen not done', undone: 'UNDONE AGAIN', unseen: 'cannot be seen' } as const

function actions(out: Page, items: readonly Action[]): void {
  if (items.length === 0) return
  out.line()
  out.line(`  ${out.bold('Actions')}`)
  for (const item of items) {
    const who = [item.owner, item.due && `due ${item.due}`, item.status === 'dropped' ? 'dropped' : null, item.note]
      .filter(Boolean)
      .join(', ')
    const look = item.check ? `${LOOK[item.check.result]}: ${item.check.because}` : ''
    const [first = '', ...rest] = wrapped(out, `${item.text}${who ? ` (${who})` : ''}`)
    out.line(`  ${String(item.number).padStart(2)} [${STATE[item.status]}] ${first}`)
    for (const line of rest) out.line(`         ${line}`)
    if (look) for (const line of wrapped(out, look)) out.line(`         ${out.soft(line)}`)
  }
}

function wrapped(out: Page, text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of plain(text).split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > out.width - 9) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

function past(out: Page, { recurrence }: IncidentFile): void {
  if (!recurrence || (recurrence.similar.length === 0 && !recurrence.again)) return
  out.line()
  if (recurrence.again)
    out.labelled('Again', `the ${ordinal(recurrence.again.nth)} time since ${recurrence.again.since}, same subject and cause`)
  if (recurrence.between)
    out.labelled(
      'Between',
      `${duration(recurrence.between.meanSeconds)} on average, over ${counted(recurrence.between.count, 'unplanned outage')}`,
    )
  if (recurrence.repair)
    out.labelled(
      'To repair',
      `${duration(recurrence.repair.meanSeconds)} on average, over ${counted(recurrence.repair.count, 'unplanned outage')}`,
    )
  for (const text of recurrence.patterns) out.labelled('Pattern', `${text} A count, not a proof.`)
  for (const [n, one] of recurrence.similar.slice(0, 3).entries())
    out.labelled(n === 0 ? 'Similar' : '', `${one.id}: ${one.because.join(', ')}`)
}

/** What a person would do next, as commands. */
function next(out: Page, { incident }: IncidentFile): void {
  const { id } = incident
  out.line()
  const steps: (readonly [string, string])[] = [
    ...(incident.proposal ? [['another answer', `whydown incidents rediagnose ${id}`] as const] : []),
    ...(incident.actionItems.some(({ verifier, status }) => verifier && status !== 'dropped')
      ? [['what holds?', `whydown actions verify ${id}`] as const]
      : []),
    ['the whole report', `whydown report ${id} -o report.html`],
    ...(incident.status === 'draft' ? [['when read', `whydown incidents review ${id}`] as const] : []),
    ...(incident.status === 'reviewed' ? [['when done', `whydown incidents close ${id}`] as const] : []),
  ]
  for (const [why, command] of steps) out.line(`  ${out.soft(why.padEnd(18))}${command}`)
}
