import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import type { BundleManifest, ManifestArtifact } from '../model/index.ts'
import { createFrameDecoder } from './frames.ts'

/** First line of what the offline script prints; the word marks its frames. */
export const STREAM_HEAD = /^whydown\.stream\/v1 (w[0-9a-f]{8,64})\r?$/m

interface Told {
  readonly artifact: string
  readonly use: string
  readonly holds: NonNullable<ManifestArtifact['holds']>
  readonly lines?: number
}

interface Piece {
  told: Told | null
  from: number | null
  to: number | null
  chunks: Buffer[]
  exit: number | null
  stderr: string
}

/**
 * The output of the offline script as the files of a bundle, with a manifest like the one of a live collection: which command
 * gave what, what did not answer, and how far the silence of a log counts.
 */
export async function unpackStream(bytes: AsyncIterable<Uint8Array>, folder: string): Promise<{ name: string; path: string }[]> {
  const pieces = new Map<string, Piece>()
  const facts = { node: 'host', kind: 'nodes', zone: undefined as string | undefined, at: undefined as number | undefined, done: false }
  const piece = (id: string): Piece => {
    const known = pieces.get(id)
    if (known) return known
    const made: Piece = { told: null, from: null, to: null, chunks: [], exit: null, stderr: '' }
    pieces.set(id, made)
    return made
  }
  let decoder: ReturnType<typeof createFrameDecoder> | null = null
  let before = Buffer.alloc(0)
  for await (const chunk of bytes) {
    if (decoder) {
      decoder.push(chunk)
      continue
    }
    before = Buffer.concat([before, chunk])
    const head = STREAM_HEAD.exec(before.toString('latin1', 0, 65_536))
    if (!head) continue
    decoder = createFrameDecoder(head[1]!, {
      begin: (id) => void piece(id),
      data: (id, data) => void piece(id).chunks.push(Buffer.from(data)),
      trailer: (id, exit, stderr) => void Object.assign(piece(id), { exit, stderr }),
      end: () => {},
      mark([what, ...rest]) {
        if (what === 'meta') piece(rest[0] ?? '').told = toldBy(rest.slice(1).join(' '))
        else if (what === 'span') Object.assign(piece(rest[0] ?? ''), { from: Number(rest[1]) * 1000, to: Number(rest[2]) * 1000 })
        else if (what === 'machine')
          Object.assign(facts, { kind: rest[0] === 'guests' ? 'guests' : 'nodes', node: safe(rest[1] ?? 'host') })
        else if (what === 'zone') facts.zone = rest[0]
        else if (what === 'at') facts.at = Number(rest[0]) * 1000
        else if (what === 'done') facts.done = true
      },
    })
    decoder.push(before.subarray(before.indexOf(head[0]) + head[0].length))
  }
  decoder?.end()
  return writeFiles(pieces, facts, folder)
}

async function writeFiles(
  pieces: ReadonlyMap<string, Piece>,
  facts: { node: string; kind: string; zone: string | undefined; at: number | undefined; done: boolean },
  folder: string,
): Promise<{ name: string; path: string }[]> {
  const side = facts.kind === 'guests' ? ('guest' as const) : ('host' as const)
  const groups = Map.groupBy(
    [...pieces.values()].filter((one) => one.told !== null),
    (one) => `${facts.kind}/${facts.node}/${one.told!.artifact}`,
  )
  const oldest = oldestEntry([...pieces.values()])
  const members: { name: string; path: string }[] = []
  const artifacts: ManifestArtifact[] = []
  const missing: NonNullable<BundleManifest['coverage']> = []
  for (const [name, group] of groups) {
    const content = Buffer.concat(group.flatMap(({ chunks }) => chunks))
    const coverage = coverageOf(group, oldest)
    if (content.length === 0) {
      if (coverage.status !== 'complete') missing.push({ source: name, side, ...coverage })
      continue
    }
    const path = join(folder, normalize(name).replace(/^(?:\.\.\/)+/, ''))
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(path, content, { mode: 0o600 })
    members.push({ name, path })
    artifacts.push({
      path: name,
      side,
      node: facts.node,
      origin: [...new Set(group.map(({ told }) => told!.use))].join(', '),
      ...(facts.at === undefined ? {} : { collectedAt: new Date(facts.at).toISOString() }),
      ...(isZone(facts.zone) ? { zone: facts.zone! } : {}),
      holds: group.some(({ told }) => told!.holds === 'span') ? 'span' : group[0]!.told!.holds,
      sha256: createHash('sha256').update(content).digest('hex'),
      bytes: content.length,
      coverage,
    })
  }
  const manifest: BundleManifest = {
    schema: 'whydown.bundle/v1',
    createdBy: 'whydown offline script',
    ...(facts.at === undefined ? {} : { createdAt: new Date(facts.at).toISOString() }),
    ...(isZone(facts.zone) ? { zone: facts.zone! } : {}),
    ...(facts.done ? {} : { partial: true }),
    artifacts: artifacts.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    coverage: missing,
  }
  const path = join(folder, 'manifest.json')
  await writeFile(path, JSON.stringify(manifest), { mode: 0o600 })
  members.push({ name: 'manifest.json', path })
  return members
}

type Coverage = NonNullable<ManifestArtifact['coverage']>
const iso = (ms: number) => new Date(ms).toISOString()

function coverageOf(group: readonly Piece[], oldest: number | null): Coverage {
  const none = (status: Coverage['status'], because: string): Coverage => ({ status, from: null, to: null, because })
  const failed = group.find(({ exit }) => exit !== 0)
  const whole = group.findLast(({ told, exit }) => told!.holds === 'span' && exit === 0)
  if (group.some(({ told }) => told!.holds === 'span')) {
    if (!whole || whole.from === null || whole.to === null || oldest === null)
      return none('missing', failed ? reasonOf(failed) : 'there is no journal')
    const cut = whole.told!.lines !== undefined && countLines(whole.chunks) >= whole.told!.lines
    const from = Math.max(whole.from, oldest, cut ? (firstTime(whole.chunks) ?? whole.to) : 0)
    if (from >= whole.to) return none('missing', `the journal begins only at ${iso(oldest)}`)
    return { status: 'complete', from: iso(from), to: iso(whole.to), because: 'outside of this time only the telling lines were taken' }
  }
  if (group[0]!.told!.holds === 'selection') return none('truncated', 'a selection: only the kinds of lines that were asked for')
  if (!failed) return { status: 'complete', from: null, to: null }
  return none(
    group.some(({ exit }) => exit === 0) ? 'truncated' : /denied|not permitted/i.test(failed.stderr) ? 'denied' : 'missing',
    reasonOf(failed),
  )
}

const reasonOf = ({ exit, stderr }: Piece): string =>
  exit === null || exit === 124 || exit === 137
    ? 'it did not answer in time'
    : stderr
        .split('\n')
        .find((line) => line.trim() !== '')
        ?.trim()
        .slice(0, 200) || `it ended with code ${exit}`

function oldestEntry(pieces: readonly Piece[]): number | null {
  const boots = pieces.find(({ told }) => told?.use === 'boots')
  const text = Buffer.concat(boots?.chunks ?? []).toString('latin1')
  const times = [
    ...[...text.matchAll(/"first_entry"\s*:\s*(\d{15,17})/g)].map((match) => Number(match[1]) / 1000),
    ...[...text.matchAll(/^\s*-?\d+ [0-9a-f]{32} \w{3} (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/gm)].map((match) =>
      Date.parse(`${match[1]}T${match[2]}Z`),
    ),
  ]
  return times.length === 0 ? null : Math.floor(times.reduce((a, b) => Math.min(a, b)))
}

const countLines = (chunks: readonly Buffer[]) => chunks.reduce((sum, chunk) => sum + chunk.filter((byte) => byte === 10).length, 0)
const firstTime = (chunks: readonly Buffer[]) => {
  const micros = Number(/"__REALTIME_TIMESTAMP"\s*:\s*"(\d+)"/.exec(Buffer.concat(chunks.slice(0, 2)).toString('latin1', 0, 16_384))?.[1])
  return Number.isFinite(micros) ? Math.ceil(micros / 1000) : null
}
const safe = (name: string) =>
  name
    .replace(/[^\w.-]+/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 64)

function toldBy(json: string): Told | null {
  try {
    const told = JSON.parse(json) as Told
    return typeof told.artifact === 'string' && typeof told.use === 'string' && typeof told.holds === 'string' ? told : null
  } catch {
    return null
  }
}

function isZone(name: string | undefined): boolean {
  if (name === undefined || name === '') return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
