import { createHash } from 'node:crypto'
import { mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import {
  type BundleManifest,
  type CoverageRow,
  type ManifestArtifact,
  type ManifestClock,
  type RecordSource,
  type Side,
  WhydownError,
} from '../model/index.ts'
import { compressionOf, decompress, fileChunks, fileStream } from './decompress.ts'
import { sideOfPath } from './side.ts'

export interface EvidenceInput {
  readonly path: string
  readonly side?: 'host' | 'guest'
}

export interface EvidenceSource {
  /** As shown to people and cited: the path as given, `archive!member` inside archives. */
  readonly file: string
  readonly side: Side | undefined
  readonly node?: string
  readonly zone?: string
  /** Command or file it was read from, when a manifest tells. */
  readonly origin?: string
  /** What the collector said of its silence. Times are on the clock of the machine. */
  readonly held?: NonNullable<ManifestArtifact['coverage']>
  readonly collected?: RecordSource['collected']
  /** To be taken from its times, so that they are on the clock of the reference machine. */
  readonly clockAheadMs?: number
  /** When it was taken, when a manifest tells. */
  readonly collectedAt?: string
  readonly content: 'text' | 'journal' | 'json'
  /** The journal files of one machine that belong together: one folder of them is one journal. Shown names by path. */
  readonly journalFiles?: ReadonlyMap<string, string>
  open(): AsyncIterable<Uint8Array>
  /** The same for who reads it all: in constant memory. A chunk is valid until seven later ones were asked for. */
  scan?(): AsyncIterable<Uint8Array>
}

export interface OpenedEvidence {
  readonly sources: readonly EvidenceSource[]
  readonly coverage: readonly CoverageRow[]
  readonly notes: readonly string[]
  /** Whom and which time a collection was about, when the evidence is one bundle. */
  readonly question?: Pick<BundleManifest, 'subject' | 'window'>
  /** Removes what was unpacked. */
  close(): Promise<void>
}

interface Collecting {
  sources: EvidenceSource[]
  coverage: CoverageRow[]
  notes: string[]
  temporary: string[]
  questions: Pick<BundleManifest, 'subject' | 'window'>[]
}

const HEAD_BYTES = 4096
const JOURNAL_MAGIC = 'LPKSHHRH'
const unread = (source: string, because: string, status: CoverageRow['status'] = 'unread'): CoverageRow => ({
  source,
  status,
  from: null,
  to: null,
  because,
})

/**
 * Everything that can be read below the given paths. What cannot be read becomes a coverage row with the reason; only when
 * no path exists at all it is an error.
 */
export async function openEvidence(inputs: readonly EvidenceInput[]): Promise<OpenedEvidence> {
  const into: Collecting = { sources: [], coverage: [], notes: [], temporary: [], questions: [] }
  const sorted = inputs.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  let found = 0
  for (const input of sorted) {
    const info = input.path === '-' ? null : await stat(input.path).catch(() => null)
    if (input.path === '-') {
      await fromStandardInput(input, into)
      found++
    } else if (info === null) into.coverage.push(unread(input.path, 'there is no such file', 'missing'))
    else {
      found++
      if (info.isDirectory()) await fromDirectory(input.path, input, into)
      else await fromFile(input.path, input.path, input, into)
    }
  }
  const close = async () => {
    for (const path of into.temporary) await rm(path, { recursive: true, force: true })
  }
  if (found === 0) {
    await close()
    throw new WhydownError(
      'evidence',
      `There is no ${inputs.map((input) => input.path).join(', ')}.`,
      'Check the path. A live host needs its journal directory: whydown analyze /var/log/journal',
    )
  }
  const sources = joinJournals(into.sources).toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
  const [question] = inputs.length === 1 ? into.questions : []
  return { sources, coverage: into.coverage, notes: into.notes, ...(question ? { question } : {}), close }
}

/** A boot may begin in one file of a journal and end in the next: the files of a folder are read as one. */
function joinJournals(sources: readonly EvidenceSource[]): EvidenceSource[] {
  const folderOf = (source: EvidenceSource) => `${source.side ?? ''}|${source.node ?? ''}|${source.file.replace(/[^/!]*$/, '')}`
  const journals = Map.groupBy(
    sources.filter((source) => source.journalFiles !== undefined),
    folderOf,
  )
  const joined = Array.from(journals.values(), (files): EvidenceSource => {
    const [first] = files as [EvidenceSource]
    if (files.length === 1) return first
    const folder = first.file.replace(/[/!]?[^/!]*$/, '')
    return { ...first, file: folder === '' ? first.file : folder, journalFiles: new Map(files.flatMap((file) => [...file.journalFiles!])) }
  })
  return [...sources.filter((source) => source.journalFiles === undefined), ...joined]
}

async function fromStandardInput(input: EvidenceInput, into: Collecting): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'whydown-'))
  into.temporary.push(folder)
  const path = join(folder, 'stdin')
  await writeFile(path, process.stdin)
  await fromFile(path, 'stdin', input, into)
}

async function fromDirectory(path: string, input: EvidenceInput, into: Collecting): Promise<void> {
  const names = (await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .toSorted()
  const members = names.map((name) => ({ name, path: join(path, name) }))
  await fromMembers(members, (name) => join(path, name), input, into)
  if (names.length === 0) into.coverage.push(unread(path, 'the folder is empty'))
}

/** Files of a folder or an archive, with its manifest where it has one. */
async function fromMembers(
  members: readonly { name: string; path: string }[],
  shown: (name: string) => string,
  input: EvidenceInput,
  into: Collecting,
): Promise<void> {
  const manifestFile = members.find(({ name }) => basename(name) === 'manifest.json' && name.split('/').length <= 2)
  // What checks documents is only loaded where there is one: reading a log must start at once.
  const manifest = manifestFile
    ? await (await import('./manifest.ts')).readManifest(manifestFile.path, shown(manifestFile.name), into.notes)
    : null
  const prefix = manifest && manifestFile ? manifestFile.name.slice(0, -'manifest.json'.length) : ''
  const reference = manifest?.clocks?.find((clock) => clock.reference === true)
  if (manifest && manifestFile) tellOfCollection(manifest, (path) => shown(prefix + path), into)
  for (const member of members) {
    if (manifest && member === manifestFile) continue
    const inside = member.name.startsWith(prefix) ? member.name.slice(prefix.length) : member.name
    const known = manifest?.artifacts.find((artifact) => artifact.path === inside)
    // What a bundle does not list is a note to people, not evidence.
    if (manifest && !known) continue
    if (known && (await sha256(member.path)) !== known.sha256)
      into.notes.push(`${shown(member.name)} is not what the manifest says (sha256 differs): it was changed or cut after it was collected.`)
    const place = sideOfPath(`/${inside}`)
    const side = input.side ?? known?.side ?? place?.side
    const node = known?.node ?? place?.node
    const zone = known?.zone ?? manifest?.zone
    await fromFile(
      member.path,
      shown(member.name),
      { path: member.path, ...(side === undefined || side === 'api' ? {} : { side }) },
      into,
      {
        ...(side === undefined ? {} : { side }),
        ...(node === undefined ? {} : { node }),
        ...(zone === undefined ? {} : { zone }),
        ...(known?.origin === undefined ? {} : { origin: known.origin }),
        ...(known?.coverage === undefined ? {} : { held: known.coverage }),
        ...collectedBy(known, reference),
        ...(known?.collectedAt === undefined ? {} : { collectedAt: known.collectedAt }),
      },
    )
  }
  for (const artifact of manifest?.artifacts ?? []) {
    if (members.some(({ name }) => name === prefix + artifact.path)) continue
    if (artifact.coverage && artifact.coverage.status !== 'complete')
      into.coverage.push({ source: `${shown(prefix + artifact.path)}`, ...artifact.coverage, side: artifact.side })
    else into.coverage.push(unread(shown(prefix + artifact.path), 'the manifest lists it, the bundle does not hold it', 'missing'))
  }
}

/** How far the clock of a machine was ahead of the reference (small differences are within the error), and what else a collector tells. */
function collectedBy(
  artifact: ManifestArtifact | undefined,
  reference: ManifestClock | undefined,
): Pick<EvidenceSource, 'clockAheadMs' | 'collected'> {
  if (artifact === undefined) return {}
  const difference = Math.round((artifact.clockOffsetMs ?? 0) - (reference?.offsetMs ?? 0))
  const known =
    artifact.clockOffsetMs !== undefined && reference !== undefined && Math.abs(difference) > Math.max(CLOCK_NOISE_MS, reference.errorMs)
  const ahead = known ? difference : 0
  const { coverage, holds, collectedAt } = artifact
  const takenAt = holds === 'state' && collectedAt !== undefined ? Date.parse(collectedAt) + (reference?.offsetMs ?? 0) : null
  const whole =
    holds === 'span' && coverage?.status === 'complete' && coverage.from !== null && coverage.to !== null
      ? { from: Date.parse(coverage.from) - ahead, to: Date.parse(coverage.to) - ahead }
      : null
  return { ...(ahead === 0 ? {} : { clockAheadMs: ahead }), ...(holds === undefined ? {} : { collected: { takenAt, whole } }) }
}

const CLOCK_NOISE_MS = 100

/** What a manifest tells that no file does: sources that gave nothing, clocks that differ, what the collector noticed. */
function tellOfCollection(manifest: BundleManifest, shown: (path: string) => string, into: Collecting): void {
  into.notes.push(...(manifest.notes ?? []))
  into.questions.push({
    ...(manifest.subject === undefined ? {} : { subject: manifest.subject }),
    ...(manifest.window ? { window: manifest.window } : {}),
  })
  into.coverage.push(...(manifest.coverage ?? []).map((row) => ({ ...row, source: shown(row.source) })))
  if (manifest.partial === true) into.notes.push('The collection was interrupted or ran out of time: the bundle is partial.')
  const reference = manifest.clocks?.find((clock) => clock.reference === true)
  for (const clock of manifest.clocks ?? []) {
    if (!reference || clock === reference) continue
    const difference = clock.offsetMs - reference.offsetMs
    const error = clock.errorMs + reference.errorMs
    const seconds = (Math.abs(difference) / 1000).toFixed(Math.abs(difference) < 10_000 ? 2 : 0)
    if (Math.abs(difference) > Math.max(CLOCK_NOISE_MS, error))
      into.notes.push(
        `The clock of ${clock.machine} was ${seconds} s ${difference > 0 ? 'ahead of' : 'behind'} the one of ${reference.machine} when it was collected (± ${(error / 1000).toFixed(2)} s, ${clock.exchanges} exchanges): its times were corrected by that. It may have been another difference before.`,
      )
  }
}

type Told = Pick<EvidenceSource, 'node' | 'zone' | 'origin' | 'collectedAt' | 'held' | 'clockAheadMs' | 'collected'> & { side?: Side }

async function fromFile(path: string, shown: string, input: EvidenceInput, into: Collecting, told: Told = {}): Promise<void> {
  let head: Buffer
  let size: number
  try {
    const handle = await open(path, 'r')
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
      head = buffer.subarray(0, bytesRead)
      size = (await handle.stat()).size
    } finally {
      await handle.close()
    }
  } catch (error) {
    into.coverage.push(unread(shown, `it cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`, 'denied'))
    return
  }
  if (head.length === 0) {
    into.coverage.push(unread(shown, 'the file is empty'))
    return
  }
  const common = {
    file: shown,
    side: input.side ?? told.side,
    ...(told.node === undefined ? {} : { node: told.node }),
    ...(told.zone === undefined ? {} : { zone: told.zone }),
    ...(told.origin === undefined ? {} : { origin: told.origin }),
    ...(told.held === undefined ? {} : { held: told.held }),
    ...(told.clockAheadMs === undefined ? {} : { clockAheadMs: told.clockAheadMs }),
    ...(told.collectedAt === undefined ? {} : { collectedAt: told.collectedAt }),
    ...(told.collected === undefined ? {} : { collected: told.collected }),
  }
  // A journal whose first block is lost is no text: its reader says what is wrong with it.
  if (head.toString('latin1', 0, 8) === JOURNAL_MAGIC || /\.journal~?$/.test(shown)) {
    into.sources.push({ ...common, content: 'journal', journalFiles: new Map([[path, shown]]), open: () => fileStream(path) })
    return
  }
  const compression = compressionOf(head)
  const bytes = () => decompress(fileStream(path), compression)
  const inner = compression === 'none' ? head : await headOf(bytes())
  if (inner === null) {
    into.coverage.push(unread(shown, `its ${compression} stream is damaged from the start or cannot be unpacked here`))
    return
  }
  if (/^whydown\.stream\/v1 w/m.test(inner.toString('latin1', 0, 1024))) {
    const { unpackStream } = await import('./stream.ts')
    const folder = await mkdtemp(join(tmpdir(), 'whydown-'))
    into.temporary.push(folder)
    await fromMembers(await unpackStream(bytes(), folder), (name) => `${shown}!${name}`, input, into)
    return
  }
  if (isTar(inner)) {
    const folder = await mkdtemp(join(tmpdir(), 'whydown-'))
    into.temporary.push(folder)
    const { unpack } = await import('./archive.ts')
    const { members, refused } = await unpack(bytes(), size, folder)
    into.notes.push(...refused.map((why) => `${shown}: ${why}.`))
    if (members.length === 0) into.coverage.push(unread(shown, refused[0] ?? 'the archive holds no files'))
    await fromMembers(members, (name) => `${shown}!${name}`, input, into)
    return
  }
  if (inner.toString('latin1', 0, 8) === JOURNAL_MAGIC) {
    const folder = await mkdtemp(join(tmpdir(), 'whydown-'))
    into.temporary.push(folder)
    const unpacked = join(folder, 'unpacked.journal')
    await writeFile(unpacked, bytes()).catch(
      (error: unknown) => void into.notes.push(`${shown}: unpacking stopped: ${(error as Error).message}.`),
    )
    into.sources.push({ ...common, content: 'journal', journalFiles: new Map([[unpacked, shown]]), open: () => fileStream(unpacked) })
    return
  }
  if (isBinary(inner)) {
    into.coverage.push(unread(shown, 'it is neither text nor a journal'))
    return
  }
  into.sources.push({ ...common, content: 'text', open: bytes, ...(compression === 'none' ? { scan: () => fileChunks(path) } : {}) })
}

async function headOf(stream: AsyncIterable<Uint8Array> & { destroy(): void }): Promise<Buffer | null> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      parts.push(chunk)
      size += chunk.length
      if (size >= HEAD_BYTES) break
    }
  } catch {
    if (size === 0) return null
  }
  stream.destroy()
  return Buffer.concat(parts)
}

const isTar = (head: Buffer) => head.length >= 265 && head.toString('latin1', 257, 262) === 'ustar'

/** Control characters that no log holds; NULs alone are a preallocated tail or UTF-16. */
function isBinary(head: Buffer): boolean {
  let odd = 0
  let zero = 0
  const length = Math.min(head.length, 2048)
  for (let n = 0; n < length; n++) {
    const byte = head[n]!
    if (byte === 0) zero++
    else if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) odd++
  }
  return odd > length * 0.05 || (zero > length * 0.6 && zero < length)
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of fileStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}
