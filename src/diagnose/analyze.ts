import { type EvidenceInput, guessSide, openEvidence } from '../bundle/index.ts'
import type { CoverageRow, DiagnosisDocument, LogRecord, Side } from '../model/index.ts'
import {
  createObserver,
  newestStamp,
  parsers,
  patterns,
  printedZone,
  readRecords,
  wantedMessages,
  type SourceStatistics,
} from '../parse/index.ts'
import { orderByUptime, resolveEntities } from '../timeline/index.ts'
import type { Evidence, SubjectQuestion } from './case.ts'
import { diagnose } from './diagnose.ts'
import { sortObservations } from './order.ts'
import { atHome, homesOf } from './home.ts'
import { iso } from './outage.ts'

export interface AnalyzeOptions {
  readonly subject?: SubjectQuestion
  readonly at?: number
  readonly since?: number
  readonly until?: number
  /** IANA zone for stamps without one, and for people. */
  readonly zone?: string
  readonly version: string
  /** Called once per source, for progress on stderr. */
  readonly onSource?: (file: string) => void
}

/** From this many records by this many programs on, a text log is taken for the whole log and not for a selection of lines. */
const WHOLE_LOG_RECORDS = 100
const WHOLE_LOG_PROGRAMS = 4
const SIDE_SAMPLE_RECORDS = 400

/** Evidence on disk in, diagnosis out. Everything after the reading is a pure function of what was read. */
export async function analyze(inputs: readonly EvidenceInput[], told: AnalyzeOptions): Promise<DiagnosisDocument> {
  const opened = await openEvidence(inputs)
  const options = { ...questionOf(opened.question), ...told }
  try {
    const coverage: CoverageRow[] = [...opened.coverage]
    const notes: string[] = [...opened.notes]
    const { zone, because } = await zoneOf(opened.sources, options.zone)
    const { at: reference, dated } = await newestStamp(opened.sources)
    const observer = createObserver(patterns, parsers)
    const readWhole: Map<string, NonNullable<SourceStatistics['whole']>> = new Map()
    const focus = {
      ...(options.subject && options.subject.kind !== 'node' ? { guest: options.subject.id } : {}),
      ...(options.at === undefined ? {} : { at: options.at }),
      ...(options.since === undefined ? {} : { since: options.since }),
      ...(options.until === undefined ? {} : { until: options.until }),
    }
    for (const source of opened.sources) {
      options.onSource?.(source.file)
      const side = source.side ?? (await sideByContent(source, zone, notes))
      const programs = new Set<string>()
      const reader = readRecords(
        { ...source, side },
        { zone: source.zone ?? zone, reference, dated, wanted: { ...wantedMessages(side), focus } },
      )
      for await (const batch of reader.batches)
        for (const record of batch) {
          if (programs.size < 64) programs.add(record.ident ?? '')
          observer.see(record)
        }
      coverage.push(coverageOf(source, side, reader.statistics(), programs.size))
      const { notes: said, whole } = reader.statistics()
      notes.push(...said)
      if (whole) readWhole.set(source.file, whole)
    }
    const seen = resolveEntities(sortObservations(orderByUptime(observer.end())))
    const { subject } = options
    const homes = homesOf(seen, subject)
    if (homes && subject)
      notes.push(
        `Only ${[...homes].toSorted().join(' and ')} had ${subject.kind === 'node' ? 'a part in this' : `guest ${subject.id}`}: what other nodes say of themselves was left aside.`,
      )
    const evidence: Evidence = {
      observations: homes && subject ? atHome(seen, homes, subject) : seen,
      coverage,
      ...(homes ? { homes } : {}),
      zone: { name: zone, because },
      notes: [...new Set(notes)].toSorted(),
      ...(readWhole.size === 0 ? {} : { readWhole }),
      ...(options.subject ? { subject: options.subject } : {}),
      ...(options.at === undefined ? {} : { at: options.at }),
      ...(options.since === undefined ? {} : { since: options.since }),
      ...(options.until === undefined ? {} : { until: options.until }),
    }
    return diagnose(evidence, options.version)
  } finally {
    await opened.close()
  }
}

/** A bundle knows whom it was collected for; who asks otherwise is heard first. */
function questionOf(question: Awaited<ReturnType<typeof openEvidence>>['question']): Pick<AnalyzeOptions, 'subject' | 'since' | 'until'> {
  const [, kind, id] = /^(vm|ct|node):(.+)$/.exec(question?.subject ?? '') ?? []
  const { window } = question ?? {}
  return {
    ...(id === undefined ? {} : { subject: { kind: kind as 'vm' | 'ct' | 'node', id } }),
    ...(window ? { since: Date.parse(window.from), until: Date.parse(window.to) } : {}),
  }
}

/** Told, else of the bundle's machines, else printed by the logs themselves, else UTC. */
async function zoneOf(sources: readonly Opened[], told: string | undefined): Promise<{ zone: string; because: string }> {
  if (told !== undefined) return { zone: told, because: 'told by --tz' }
  const known = (
    sources.find((source) => source.zone !== undefined && source.side === 'host') ?? sources.find((source) => source.zone !== undefined)
  )?.zone
  if (known !== undefined) return { zone: known, because: 'of the machine, kept in the bundle' }
  const printed = await printedZone(sources)
  if (printed !== null) return { zone: printed, because: 'printed in the logs; --tz names another' }
  return { zone: 'UTC', because: 'assumed: stamps without a zone were read as UTC; --tz tells another' }
}

type Opened = Awaited<ReturnType<typeof openEvidence>>['sources'][number]

async function sideByContent(source: Opened, zone: string, notes: string[]): Promise<Side> {
  const sample: string[] = []
  const reader = readRecords({ ...source, side: 'host' }, { zone, reference: null })
  for await (const record of reader.records as AsyncIterable<LogRecord>) {
    sample.push(record.text)
    if (sample.length >= SIDE_SAMPLE_RECORDS) break
  }
  const guess = guessSide(sample)
  notes.push(
    guess
      ? `${source.file} was taken for a ${guess.side}'s: ${guess.because}.`
      : `${source.file} was taken for the host's: nothing in it tells which machine it is from. --host or --guest tells it.`,
  )
  return guess?.side ?? 'host'
}

function coverageOf(
  { node, file, content, origin, held, clockAheadMs = 0 }: Opened,
  side: Side,
  statistics: SourceStatistics,
  programs: number,
): CoverageRow {
  const { records, first, last, damage } = statistics
  // Who collected it knows what it holds better than its lines do: silence at its ends, rights, what was left there. How
  // things are now has a time and holds none.
  if (held && damage === undefined) {
    const { status, from, to, because } = held
    const onOurClock = (at: string | null) => (at === null ? null : iso(Date.parse(at) - clockAheadMs))
    return {
      source: file,
      status,
      from: onOurClock(from),
      to: onOurClock(to),
      ...(because === undefined ? {} : { because }),
      side,
      ...(node === undefined ? {} : { node }),
      lines: records,
    }
  }
  // The output of a command that prints no times is whole when a collector took it.
  const whole =
    content === 'journal' || (origin !== undefined && first === null) || (records >= WHOLE_LOG_RECORDS && programs >= WHOLE_LOG_PROGRAMS)
  const because =
    damage ??
    (whole ? undefined : `a selection of ${records} ${records === 1 ? 'line' : 'lines'}: what is not in it may still have happened`)
  return {
    source: file,
    status: records === 0 ? 'unread' : damage === undefined && whole ? 'complete' : 'truncated',
    from: iso(first),
    to: iso(last),
    ...(because === undefined ? {} : { because }),
    side,
    ...(node === undefined ? {} : { node }),
    lines: records,
  }
}
