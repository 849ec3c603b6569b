import { openEvidence } from '../bundle/index.ts'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type CapacityFile, type CapacityQuestion, parseNodeSize, parseSet, planCapacity } from '../capacity/index.ts'
import { createMachine, showCommand, type Step, targetsOf } from '../collect/index.ts'
import { openSqliteStore } from '../store/index.ts'
import { type Config, loadConfig, sizeInBytes, storeFolder } from '../config/index.ts'
import { type CapacityDocument, diagnosisDocument, WhydownError } from '../model/index.ts'
import { readRecords } from '../parse/index.ts'
import { renderCapacity } from '../report/index.ts'
import { deliverText, formOf } from './deliver-text.ts'
import { terminalOptions } from './terminal.ts'
import { version } from './version.ts'

export interface CapacityFlags {
  from: string[]
  node: string[]
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
  const files = from.length > 0 ? await readTexts(from) : await askHosts(config, flags.node, flags.quiet === true)
  const incident = flags.incident === undefined ? null : await incidentOf(flags.incident, config)
  const replay = [flags.oom, ...(incident === null ? [flags.incident] : [])].filter((path) => path !== undefined)
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
    ...(incident ? { incident } : {}),
    ...(replay.length > 0 ? { replay: await readTexts(replay) } : {}),
  })
  const form = formOf(flags)
  const text = renderCapacity(document, form, flags.output ? { colour: false, width: 80 } : terminalOptions(flags.color))
  await deliverText(text, flags)
  return exitCodeOf(document)
}

/** The document of a kept incident, by its id or its file; null for evidence, which is read for the report itself. */
async function incidentOf(told: string, config: Config): Promise<CapacityQuestion['incident'] | null> {
  if (existsSync(told)) {
    if (!told.endsWith('.json')) return null
    let json: unknown = null
    try {
      json = JSON.parse(await readFile(told, 'utf8'))
    } catch {
      // Whatever it is, it is no document: it is read as evidence.
    }
    const parsed = diagnosisDocument.safeParse(json)
    return parsed.success ? { document: parsed.data, name: told } : null
  }
  const store = openSqliteStore(storeFolder(config.store, process.env, process.getuid?.() === 0))
  try {
    const { id, document } = await store.get(told)
    return { document, name: id }
  } finally {
    store.close()
  }
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

/** The little that a memory plan needs: some ten short commands, all of them of the allow-list. */
const stepsOf = (node: string, kind: 'pve' | 'libvirt' | 'guest'): Step[] => {
  const step = (use: Step['use'], artifact: string, values?: Record<string, string>): Step => ({
    use,
    artifact,
    holds: 'state',
    ...(values ? { with: values } : {}),
  })
  return [
    step('identity', 'identity.txt'),
    step('memory', 'memory.txt'),
    step('zfs-state', 'zfs.txt'),
    step('ksm', 'ksm.txt'),
    step('processes', 'processes.txt'),
    ...(kind === 'pve'
      ? [
          step('pve-guests', 'guests.txt'),
          step('pve-ha', 'ha.txt'),
          step('pve-inventory', 'inventory.txt'),
          step('pve-versions', 'versions.txt'),
          step('pve-rrd-node', 'rrd-node-hour.json', { node, timeframe: 'hour' }),
        ]
      : []),
  ]
}
const ASK_MS = 30_000

/** The hosts themselves, over one session each. Those that do not answer are told; when none does it is an error. */
async function askHosts(config: Config, nodes: readonly string[], quiet: boolean): Promise<CapacityFile[]> {
  const { hosts } = targetsOf(config, nodes, process.env)
  const troubles: { because: string; next: string }[] = []
  const answers = await Promise.all(
    hosts.map(async (target) => {
      const machine = createMachine(target)
      try {
        if (!(await machine.connect())) {
          if (machine.trouble) troubles.push(machine.trouble)
          return []
        }
        // The node files its guests and its figures under its own name, whatever ssh calls it.
        await machine.ask([{ step: stepsOf('', 'guest')[0]!, needs: 'any account' }], Date.now() + ASK_MS)
        const name = /^Linux \d\S*\n([A-Za-z0-9][\w.-]*)$/m.exec(machine.text('identity.txt'))?.[1]?.split('.')[0] ?? target.name
        const steps = stepsOf(name, target.kind).slice(1)
        await machine.ask(
          steps.map((step) => ({ step, needs: 'root' })),
          Date.now() + ASK_MS,
        )
        return machine.answers.map(({ step, content }) => ({
          file: `${target.folder}/${step.artifact}`,
          node: name,
          origin: showCommand(step.use, step.with ?? {}),
          text: content.toString('utf8'),
        }))
      } finally {
        machine.close()
      }
    }),
  )
  const files = answers.flat()
  if (files.length === 0)
    throw new WhydownError(
      'evidence',
      `No host answered: ${troubles.map(({ because }) => because).join('; ')}.`,
      troubles[0]?.next ?? 'Or give files: whydown capacity --from qm-list.txt --from meminfo.txt',
    )
  if (!quiet) for (const { because, next } of troubles) process.stderr.write(`Not in the plan: ${because}. ${next}\n`)
  return files
}

/** The host's files as texts. A journal gives the lines of its kernel, for the report of a kill. */
export async function readTexts(paths: readonly string[]): Promise<CapacityFile[]> {
  const opened = await openEvidence(paths.map((path) => ({ path })))
  try {
    const files: CapacityFile[] = []
    for (const source of opened.sources) {
      // A guest's own figures say nothing about the node.
      if (source.side === 'guest') continue
      const start = source.content === 'journal' ? '' : await startOf(source.open())
      const journal = source.content === 'journal' || /^(?:__CURSOR=|\{.*"(?:__REALTIME_TIMESTAMP|MESSAGE)")/.test(start.slice(0, 4096))
      const text = journal ? await kernelLines(source) : start
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
