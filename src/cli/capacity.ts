import { openEvidence } from '../bundle/index.ts'
import { type CapacityFile, parseNodeSize, parseSet, planCapacity } from '../capacity/index.ts'
import { loadConfig, sizeInBytes } from '../config/index.ts'
import { type CapacityDocument, WhydownError } from '../model/index.ts'
import { readRecords } from '../parse/index.ts'
import { renderCapacity } from '../report/index.ts'
import { deliverText, formOf } from './deliver-text.ts'
import { terminalOptions } from './terminal.ts'
import { version } from './version.ts'

export interface CapacityFlags {
  from: string[]
  set: string[]
  ram: string[]
  arc: string[]
  swap: string[]
  lose: string[]
  headroom?: string
  belowTouched?: boolean
  oom?: string
  incident?: string
  config?: string
  json?: boolean
  format?: 'text' | 'md' | 'html' | 'json'
  output?: string
  quiet?: boolean
  color: boolean
}

/** Larger files are logs; only their start is looked through for figures. */
const MOST_BYTES = 64 * 1024 * 1024

export async function runCapacity(paths: readonly string[], flags: CapacityFlags): Promise<number> {
  const { config } = await loadConfig({
    ...(flags.config === undefined ? {} : { told: flags.config }),
    env: process.env,
    cwd: process.cwd(),
  })
  const from = [...paths, ...flags.from]
  if (from.length === 0)
    throw new WhydownError(
      'usage',
      'capacity: nothing to read was given.',
      'Give a bundle or files: whydown capacity --from qm-list.txt --from meminfo.txt',
    )
  const files = await readTexts(from)
  const replay = [flags.oom, flags.incident].filter((path) => path !== undefined)
  const document = planCapacity(files, {
    version,
    wantedFraction: headroomOf(flags.headroom, config.capacity.headroomPercent) / 100,
    ...(config.capacity.hostReserve === undefined ? {} : { hostReserveKiB: Math.round(config.capacity.hostReserve / 1024) }),
    changes: [
      ...flags.ram.map((text) => parseNodeSize('ram', text, sizeInBytes)),
      ...flags.arc.map((text) => parseNodeSize('arc', text, sizeInBytes)),
      ...flags.swap.map((text) => parseNodeSize('swap', text, sizeInBytes)),
      ...flags.set.map((text) => parseSet(text, sizeInBytes)),
    ],
    lose: flags.lose,
    belowTouched: flags.belowTouched === true,
    ...(replay.length > 0 ? { replay: await readTexts(replay) } : {}),
  })
  const form = formOf(flags)
  const text = renderCapacity(document, form, flags.output ? { colour: false, width: 80 } : terminalOptions(flags.color))
  await deliverText(text, flags)
  return exitCodeOf(document)
}

/** 0 also when the headroom is missing: the plan was made. Only nothing to plan with is an error. */
const exitCodeOf = (_document: CapacityDocument) => 0

function headroomOf(text: string | undefined, configured: number): number {
  if (text === undefined) return configured
  const percent = Number(text.replace(/\s*%$/, ''))
  if (text.trim() === '' || !Number.isFinite(percent) || percent < 0 || percent > 90)
    throw new WhydownError('usage', `--headroom ${text}: it is no percentage from 0 to 90.`, 'Write it as --headroom 20.')
  return percent
}

/** The host's files as texts. A journal gives the lines of its kernel, for the report of a kill. */
export async function readTexts(paths: readonly string[]): Promise<CapacityFile[]> {
  const opened = await openEvidence(paths.map((path) => ({ path, side: undefined })).map(({ path }) => ({ path })))
  try {
    const files: CapacityFile[] = []
    for (const source of opened.sources) {
      // A guest's own figures say nothing about the node.
      if (source.side === 'guest') continue
      const text = source.content === 'journal' ? await kernelLines(source) : await startOf(source.open())
      files.push({
        file: source.file,
        ...(source.node === undefined ? {} : { node: source.node }),
        ...(source.origin === undefined ? {} : { origin: source.origin }),
        ...(source.collectedAt === undefined ? {} : { collectedAt: source.collectedAt }),
        text,
      })
    }
    return files
  } finally {
    await opened.close()
  }
}

async function startOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    parts.push(part)
    size += part.length
    if (size >= MOST_BYTES) break
  }
  return Buffer.concat(parts).toString('utf8')
}

async function kernelLines(source: Awaited<ReturnType<typeof openEvidence>>['sources'][number]): Promise<string> {
  const lines: string[] = []
  const reader = readRecords({ ...source, side: 'host' }, { zone: 'UTC', reference: null })
  for await (const record of reader.records)
    if (record.transport === 'kernel')
      lines.push(`${record.at === null ? '' : new Date(record.at).toISOString()} ${record.host ?? 'host'} kernel: ${record.message}`)
  return lines.join('\n')
}
