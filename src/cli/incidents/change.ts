import { carryEdits, moveTo, readNarrative } from '../../incidents/index.ts'
import { type Incident, type IncidentStatus, type NarrativeEdit, WhydownError } from '../../model/index.ts'
import { citationsOf, plain } from '../../report/index.ts'
import type { IncidentChange } from '../../store/index.ts'
import { parseChoices, parseDay } from '../choices.ts'
import { type Opened, type StoreFlags, withStore } from '../store.ts'
import { parseMoment } from '../times.ts'

const say = (flags: StoreFlags, text: string) => {
  if (!flags.quiet) process.stderr.write(`${text}\n`)
}

/** One change of one incident, with a line of what was done. */
async function changing(
  id: string,
  flags: StoreFlags,
  work: (opened: Opened, incident: Incident) => { changes: IncidentChange[]; said: string },
): Promise<void> {
  await withStore(flags, async (opened) => {
    const incident = await opened.store.get(id)
    const { changes, said } = work(opened, incident)
    let { revision } = incident
    for (const change of changes) revision = await opened.store.change(incident.id, change, opened.stamp, revision)
    say(flags, `${incident.id}: ${said}`)
  })
}

const nonEmpty = (text: string, what: string): string => {
  if (text.trim() === '') throw new WhydownError('usage', `${what} is empty.`, 'Write a sentence in quotes.')
  return text.trim()
}

export const annotate = (id: string, words: readonly string[], flags: StoreFlags & { at?: string }) =>
  changing(id, flags, ({ stamp }, incident) => {
    const at = flags.at === undefined ? {} : { at: parseMoment(flags.at, incident.zone, stamp.at) }
    return {
      changes: [{ kind: 'annotate', text: nonEmpty(words.join(' '), 'The note'), ...at }],
      said: `noted${flags.at ? ` at ${new Date(at.at!).toISOString()}` : ''}.`,
    }
  })

export const assign = (id: string, flags: StoreFlags & { commander?: string; author?: string }) =>
  changing(id, flags, () => {
    if (flags.commander === undefined && flags.author === undefined)
      throw new WhydownError('usage', 'Nobody was named.', `whydown incidents assign ${id} --commander NAME --author NAME`)
    const nobody = (name: string | undefined) => (name === undefined ? undefined : name.trim() === '' ? null : name.trim())
    const [commander, author] = [nobody(flags.commander), nobody(flags.author)]
    return {
      changes: [{ kind: 'assign', ...(commander === undefined ? {} : { commander }), ...(author === undefined ? {} : { author }) }],
      said:
        [commander !== undefined && `commander ${commander ?? 'nobody'}`, author !== undefined && `author ${author ?? 'nobody'}`]
          .filter(Boolean)
          .join(', ') + '.',
    }
  })

const PARTS: readonly NarrativeEdit['part'][] = ['headline', 'summary', 'lessons']

export const edit = (
  id: string,
  flags: StoreFlags & {
    headline?: string
    summary?: string
    lessons?: string
    impact?: string
    severity?: string
    because?: string
    nextReview?: string
  },
) =>
  changing(id, flags, ({ stamp }, incident) => {
    const changes: IncidentChange[] = []
    const numbers = reportNumbers(incident)
    for (const part of PARTS) {
      const text = flags[part as 'headline' | 'summary' | 'lessons']
      if (text === undefined) continue
      const { text: written, refs } = readNarrative(text, incident.document, numbers)
      changes.push({ kind: 'edit', part, text: written === '' ? null : written, refs: written === '' ? [] : refs })
    }
    if (flags.impact !== undefined) changes.push({ kind: 'impact', text: flags.impact.trim() || null })
    if (flags.severity !== undefined) {
      const [to] = parseChoices(flags.severity.toUpperCase(), ['P1', 'P2', 'P3', 'P4'], '--severity')
      if (!flags.because) throw new WhydownError('usage', 'A severity set by a person needs a reason.', 'Add --because TEXT.')
      changes.push({ kind: 'severity', to: to!, because: flags.because })
    }
    if (flags.nextReview !== undefined) changes.push({ kind: 'next-review', day: parseDay(flags.nextReview, stamp.at, incident.zone) })
    if (changes.length === 0)
      throw new WhydownError(
        'usage',
        'Nothing to change was given.',
        'Use --headline, --summary, --lessons, --impact, --severity or --next-review. An empty text gives the words of whydown back.',
      )
    return { changes, said: `${changes.map((change) => (change.kind === 'edit' ? change.part : change.kind)).join(', ')} changed.` }
  })

/** Numbers as the report prints them, to references of the document. */
function reportNumbers(incident: Incident): Map<string, string> {
  const { document } = incident
  const citations = citationsOf(
    document,
    document.diagnoses[0]!,
    incident.edits.flatMap(({ refs }) => refs),
  )
  return new Map([
    ...citations.lines.map(({ number, item }) => [number, item.ref] as const),
    ...citations.sources.map(({ number, row }) => [number, `coverage:${row.source}`] as const),
  ])
}

const SAID: Record<IncidentStatus, string> = { draft: 'opened again, as a draft', reviewed: 'reviewed', closed: 'closed' }

export const move = (id: string, to: IncidentStatus, flags: StoreFlags & { because?: string; next?: string }) =>
  changing(id, flags, ({ stamp }, incident) => {
    const change = moveTo(incident, to, {
      at: stamp.at,
      ...(flags.because === undefined ? {} : { because: flags.because }),
      ...(flags.next === undefined ? {} : { nextReview: parseDay(flags.next, stamp.at, incident.zone) }),
    })
    const open = incident.actionItems.filter(({ status }) => status === 'open' || status === 'in-progress').length
    const left = to === 'closed' && open > 0 ? ` ${open} of its actions are still open; they stay on the board.` : ''
    return { changes: [change], said: `${SAID[to]}${change.nextReview ? `, next review ${change.nextReview}` : ''}.${left}` }
  })

export const escalated = (id: string, flags: StoreFlags & { to: string; because?: string }) =>
  changing(id, flags, () => ({
    changes: [{ kind: 'escalated', to: nonEmpty(flags.to, 'The name'), because: flags.because ?? 'criteria of the runbook' }],
    said: `noted that ${flags.to} was called.`,
  }))

/** Accepts the answer that waits. Edits of people follow their lines; where a line is gone they decide first. */
export async function settleProposal(id: string, accept: boolean, flags: StoreFlags & { because?: string }): Promise<void> {
  await changing(id, flags, (_, incident) => {
    if (!incident.proposal)
      throw new WhydownError(
        'missing',
        `${incident.id} has no other answer waiting.`,
        `Make one with: whydown incidents rediagnose ${incident.id}`,
      )
    if (!accept)
      return {
        changes: [{ kind: 'decline-proposal', because: flags.because ?? 'declined' }],
        said: 'declined; the answer of record stays.',
      }
    const { edits, lost } = carryEdits(incident.edits, incident.document, incident.proposal.document)
    const [gone] = lost
    if (gone)
      throw new WhydownError(
        'usage',
        `Your ${gone.part} cites a line that the other answer does not hold: ${plain(gone.line, 120)}`,
        `Write it anew first: whydown incidents edit ${incident.id} --${gone.part} TEXT`,
      )
    return {
      changes: [
        {
          kind: 'accept-proposal',
          because: flags.because ?? 'accepted',
          edits: edits.map(({ part, text, refs }) => ({ part, text, refs })),
        },
      ],
      said: 'accepted. What was before stays in the record.',
    }
  })
}
