import type { CoverageRow, Diagnosis, DiagnosisDocument } from '../../model/index.ts'
import type { BuiltDiagnosis } from '../build.ts'
import { displayWidth, firstLines, wrap, wrapCommand } from '../display-width.ts'
import { coverageWords } from '../evidence-words.ts'
import { plain } from '../hostile.ts'
import { millis } from '../local-clock.ts'
import { CONCLUSION, outageTimes } from '../outage-words.ts'
import { INDENT, labelled, paint, paragraph, type Ink, type TerminalStyle, textWidth } from './terminal-page.ts'

const BADGE: Record<Diagnosis['conclusion'], Ink> = { confirmed: 'ok', likely: 'bold', inconclusive: 'warn', 'no-outage': 'ok' }
const LABELS = { why: 'Why', 'why-then': 'Why then', 'why-so-long': 'Why so long', 'how-sure': 'How sure' } as const
const SOON = { immediate: 'Now', 'short-term': 'Soon', 'long-term': 'Later' } as const
const MOST_EVIDENCE = 12

/** The answer on one screen: verdict, why, evidence, what was ruled out, what is not known, what to do. */
export function firstScreen(built: BuiltDiagnosis, style: TerminalStyle): string[] {
  const open = built.diagnosis.conclusion === 'inconclusive'
  const parts = [
    head(built, style),
    why(built, style),
    ...(open ? [notKnown(built, style)] : []),
    evidence(built, style),
    ruledOut(built, style),
    ...(open ? [] : [notKnown(built, style)]),
    whatToDo(built, style),
  ]
  return parts.filter((part) => part.length > 0).flatMap((part, n) => (n === 0 ? part : ['', ...part]))
}

function head({ diagnosis, clock }: BuiltDiagnosis, style: TerminalStyle): string[] {
  const badge = CONCLUSION[diagnosis.conclusion].word.toUpperCase()
  const room = style.width - INDENT.length - badge.length - 2
  const lines = wrap(plain(diagnosis.headline).replace(/\.$/, ''), room)
  const title = lines.map((line, n) => {
    const gap = ' '.repeat(Math.max(2, style.width - INDENT.length - displayWidth(line) - badge.length))
    return `${INDENT}${paint(line, 'bold', style)}${n === 0 ? gap + paint(badge, BADGE[diagnosis.conclusion], style) : ''}`
  })
  const { from, to, length, planned, span } = outageTimes(diagnosis, clock)
  const sameDay = from !== null && to !== null && clock.date(from) === clock.date(to)
  const when =
    from === null
      ? span === null
        ? ''
        : `${span}.`
      : to === null
        ? `${span}. No line shows it back.`
        : to === from
          ? `${span}.`
          : `${clock.date(from)} ${clock.time(from)} ${clock.zone(from)}, back at ${sameDay ? clock.time(to) : `${clock.date(to)} ${clock.time(to)}`}${length ? ` (${length})` : ''}.`
  const second = [when, planned].filter(Boolean).join(' ')
  return [...title, ...(second ? wrap(second, style.width - INDENT.length).map((line) => INDENT + line) : [])]
}

function why({ diagnosis, citations }: BuiltDiagnosis, style: TerminalStyle): string[] {
  const numbers = (refs: readonly string[]) => [...new Set(refs.map((ref) => citations.find(ref).number))]
  const order = Object.keys(LABELS)
  const told = diagnosis.statements.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
  if (told.length > 0)
    return told.flatMap(({ id, text, evidence }) => labelled(LABELS[id], [paragraph(text, numbers(evidence), textWidth(style))], style))
  return diagnosis.cause
    ? labelled('Why', [paragraph(diagnosis.cause.because, numbers(diagnosis.cause.evidence), textWidth(style))], style)
    : []
}

/** `Jul 29 16:19:25 pve ` or `2025-07-29T16:19:25.117-0700 pve `: both are told in the columns before. */
const STAMP_AND_HOST = /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} +\d{1,2} [\d:.]+|\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?) \S+ /

function evidence({ diagnosis, citations, clock }: BuiltDiagnosis, style: TerminalStyle): string[] {
  // What the sentences above rest on; the rest is in the report.
  const told = new Set(
    (diagnosis.statements.length > 0 || !diagnosis.cause ? diagnosis.statements : [diagnosis.cause]).flatMap((claim) => claim.evidence),
  )
  const cited = citations.lines.filter(({ item }) => told.has(item.ref))
  const sources = citations.sources.filter(({ row }) => told.has(`coverage:${row.source}`))
  if (cited.length + sources.length === 0) return []
  const shown = cited.slice(0, MOST_EVIDENCE)
  const times = shown.map(({ item }) => millis(item.at))
  const severalDays = new Set(times.flatMap((at) => (at === null ? [] : clock.date(at)))).size > 1
  const stamps = times.map((at) => (at === null ? '' : `${severalDays ? `${clock.date(at).slice(5)} ` : ''}${clock.exact(at)}`))
  const wide = Math.max(0, ...stamps.map((stamp) => stamp.length))
  const lines = shown.flatMap(({ number, item }, n) => {
    const columns = `${number.padStart(2)}  ${item.from.padEnd(5)}  ${wide ? `${(stamps[n] ?? '').padEnd(wide)}  ` : ''}`
    const room = style.width - INDENT.length - columns.length
    // A structured record is no sentence: its meaning is shown, its text is in the report.
    const words = item.text.trimStart().startsWith('{') ? item.says : item.text.replace(STAMP_AND_HOST, '')
    const [first = '', ...rest] = firstLines(wrap(plain(words, 400), room), 2, room)
    return [
      `${INDENT}${paint(columns.slice(0, 2), 'key', style)}${columns.slice(2)}${first}`,
      ...rest.map((line) => INDENT + ' '.repeat(columns.length) + line),
    ]
  })
  for (const { number, row } of sources) {
    const { status, span } = coverageWords(row, clock)
    const words = wrap(`${plain(row.source)}: ${status}${span ? `, ${span}` : ''}`, style.width - INDENT.length - 4)
    lines.push(...words.map((line, n) => `${INDENT}${n === 0 ? paint(number.padStart(2), 'key', style) : '  '}  ${line}`))
  }
  const left = citations.lines.length - shown.length
  if (left > 0) {
    const words = wrap(`${left} more cited ${left === 1 ? 'line' : 'lines'} in the report: -o report.html`, style.width - INDENT.length - 4)
    lines.push(...words.map((line) => `${INDENT}    ${paint(line, 'soft', style)}`))
  }
  return [`${INDENT}${paint('Evidence', 'bold', style)}`, ...lines]
}

function ruledOut({ diagnosis: { rejected } }: BuiltDiagnosis, style: TerminalStyle): string[] {
  const short = rejected.slice(0, 8).map(({ title, because }) => {
    const [reason = ''] = firstLines(wrap(plain(because).replace(/\.$/, ''), 90), 1, 90)
    return `${plain(title).replace(/\.$/, '')} (${reason})`
  })
  if (rejected.length > 8) short.push(`${rejected.length - 8} more in the report`)
  return short.length === 0 ? [] : labelled('Ruled out', [wrap(short.join(' · '), textWidth(style))], style)
}

function notKnown({ diagnosis: { unknown } }: BuiltDiagnosis, style: TerminalStyle): string[] {
  const width = textWidth(style)
  return labelled(
    'Not known',
    unknown.map(({ because, wouldSettle }) => [
      ...wrap(plain(because), width),
      ...wouldSettle.slice(0, 2).flatMap(({ command }) => commandLines(command, style)),
    ]),
    style,
  )
}

function whatToDo({ diagnosis }: BuiltDiagnosis, style: TerminalStyle): string[] {
  return (Object.keys(SOON) as (keyof typeof SOON)[]).flatMap((when) => {
    const steps = diagnosis.remediation.filter((step) => step.when === when)
    const lines = steps
      .slice(0, 3)
      .map(({ text, command }) => [...wrap(plain(text), textWidth(style)), ...(command ? commandLines(command, style) : [])])
    if (steps.length > 3) lines.push([`${steps.length - 3} more in the report`])
    return labelled(SOON[when], lines, style)
  })
}

/** Two more columns, so that what is to be typed stands apart from what is to be read. */
export const commandLines = (command: string, style: TerminalStyle) =>
  wrapCommand(
    command
      .split('\n')
      .map((line) => plain(line))
      .join('\n'),
    textWidth(style) - 2,
  ).map((line) => `  ${line}`)

/** What the answer rests on as a whole, and where it is blind. */
export function seen(document: DiagnosisDocument, style: TerminalStyle): string[] {
  const name = (rows: readonly CoverageRow[]) =>
    rows.map((row) => `${plain(row.source.split('/').slice(-2).join('/'))}${row.because ? ` (${plain(row.because)})` : ''}`)
  const read = document.coverage.filter((row) => row.status === 'complete' || row.status === 'truncated')
  const blind = document.coverage.filter((row) => !read.includes(row))
  const part = read.filter((row) => row.status === 'truncated')
  const lines = [
    ...wrap(
      `${read.length} ${read.length === 1 ? 'source' : 'sources'}, times in ${plain(document.zone.name)} (${plain(document.zone.because)}).`,
      textWidth(style),
    ),
    ...(part.length
      ? wrap(`Only a part of: ${firstFew(part.map((row) => plain(row.source.split('/').slice(-2).join('/'))))}.`, textWidth(style))
      : []),
  ]
  return [
    ...labelled('Looked at', [lines], style),
    ...(blind.length ? labelled('Not seen', [wrap(`${firstFew(name(blind))}.`, textWidth(style))], style) : []),
    ...(document.notes.length
      ? labelled(
          'Assumed',
          document.notes.slice(0, 3).map((note) => wrap(plain(note), textWidth(style))),
          style,
        )
      : []),
  ]
}

const firstFew = (names: readonly string[]) =>
  names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ')
