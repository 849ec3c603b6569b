import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collected, offlineScript } from '../collect/index.ts'
import { analyze } from '../diagnose/index.ts'
import { collectLive, type CollectFlags, nobodyAnswered, type Question, questionOf } from './collect.ts'
import { deliver, exitCodeOf } from './analyze.ts'
import { parseMoment } from './times.ts'
import { type DiagnosisDocument, WhydownError } from '../model/index.ts'
import { version } from './version.ts'

export interface WhyFlags extends CollectFlags {
  json?: boolean
  save?: boolean
  store?: string
  format?: 'text' | 'md' | 'html' | 'json'
  color: boolean
}

export async function runWhy(guest: string | undefined, flags: WhyFlags): Promise<number> {
  if (guest === undefined) throw new WhydownError('usage', 'why: which guest?', 'Name it by number or by name: whydown why 102')
  const question = await questionOf(guest, flags)
  const folder = await mkdtemp(join(tmpdir(), 'whydown-why-'))
  let keep = false
  try {
    const collected = await collectLive(question, folder, flags.quiet === true)
    const failure = nobodyAnswered(collected)
    if (failure) throw failure
    const asked = questionAfter(question, collected, flags)
    const told = await analyze([{ path: folder }], { version, ...asked })
    // Files are named as they are in the bundle: where it lay while it was read is of no interest to anybody.
    const document = JSON.parse(JSON.stringify(told).replaceAll(`${folder}/`, '')) as DiagnosisDocument
    await deliver(document, flags.json ? 'json' : (flags.format ?? 'text'), flags)
    const saved = flags.save !== false && collected.interrupted === 0 && (await save(document, folder, asked, flags))
    keep = !saved
    if (keep && !flags.quiet) process.stderr.write(`The evidence is in ${folder}\n`)
    return collected.interrupted !== 0 ? collected.interrupted : exitCodeOf(document)
  } finally {
    if (!keep) await rm(folder, { recursive: true, force: true })
  }
}

type Asked = Omit<Parameters<typeof analyze>[1], 'version' | 'onSource'>

/** The question as the analysis takes it, once the guest is known and the time is narrowed down. */
function questionAfter({ options }: Question, { asked, manifest }: Collected, flags: WhyFlags): Asked {
  return {
    ...(asked ? { subject: { kind: asked.kind, id: asked.id } } : {}),
    ...(flags.tz === undefined ? {} : { zone: flags.tz }),
    ...(options.at === undefined ? {} : { at: options.at }),
    since: manifest.window ? Date.parse(manifest.window.from) : options.window.from,
    until: manifest.window ? Date.parse(manifest.window.to) : options.window.to,
  }
}

/** Keeps the outage with its evidence as an incident. A store that cannot be had costs the answer nothing. */
async function save(
  document: DiagnosisDocument,
  folder: string,
  { subject, zone, at, since, until }: Asked,
  flags: WhyFlags,
): Promise<boolean> {
  const [{ outagesOf }, { saveAnalysis }] = [await import('../incidents/index.ts'), await import('./save.ts')]
  // An answer without a time is a question, and no incident.
  if (outagesOf(document).length === 0 || document.diagnoses[0]?.outage.from == null) return false
  try {
    await saveAnalysis(
      document,
      [{ path: folder }],
      {
        zone: zone ?? document.zone.name,
        ...(subject ? { subject } : {}),
        ...(at === undefined ? {} : { at }),
        ...(since === undefined ? {} : { since }),
        ...(until === undefined ? {} : { until }),
      },
      flags,
    )
    return true
  } catch (error) {
    if (!(error instanceof WhydownError)) throw error
    if (!flags.quiet) process.stderr.write(`Not kept as an incident: ${error.message} ${error.hint}\n`)
    return false
  }
}

const NEAR_SECONDS = 4 * 3600
const LOOK_BACK_SECONDS = 2 * 86_400

/** `ssh root@pve sh -s < collect.sh > evidence.tar`, for hosts that whydown may not be on. */
export function printOfflineScript(guest: string | undefined, flags: { since?: string; tz?: string }): number {
  const [, kind, id] = /^(?:(vm|ct)[:/])?(\d+)$/.exec(guest ?? '') ?? []
  if (guest !== undefined && id === undefined)
    throw new WhydownError(
      'usage',
      `"${guest}" is no number: the script cannot look up names.`,
      'Use the vmid: whydown why 102 --offline-script',
    )
  const zone = flags.tz ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const now = Date.now()
  const near = flags.since === undefined ? NEAR_SECONDS : Math.ceil((now - parseMoment(flags.since, zone, now)) / 1000)
  process.stdout.write(
    offlineScript(id === undefined ? undefined : { id, kind: kind === 'ct' ? 'ct' : 'vm' }, {
      nearSeconds: near,
      lookBackSeconds: Math.max(LOOK_BACK_SECONDS, near + 3600),
    }),
  )
  return 0
}
