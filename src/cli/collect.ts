import { createBundle } from '../bundle/index.ts'
import { collect, type Collected, collectors, type CollectOptions, showCommand, targetsOf, type Targets } from '../collect/index.ts'
import { loadConfig, type LoadedConfig } from '../config/index.ts'
import { WhydownError } from '../model/index.ts'
import { showProgress } from './progress.ts'
import { checkZone, parseMoment } from './times.ts'
import { version } from './version.ts'

export interface CollectFlags {
  node: string[]
  since?: string
  until?: string
  at?: string
  tz?: string
  budget: string
  config?: string
  output?: string
  dryRun?: boolean
  quiet?: boolean
}

const DAY_MS = 86_400_000
/** Without --since an outage is looked for in so much time before now. */
const LOOK_BACK_MS = 2 * DAY_MS

export interface Question {
  readonly loaded: LoadedConfig
  readonly targets: Targets
  readonly options: Omit<CollectOptions, 'bundle'>
}

/** The flags of `why` and `collect` made into what is asked of whom. */
export async function questionOf(guest: string | undefined, flags: CollectFlags): Promise<Question> {
  const loaded = await loadConfig({ ...(flags.config === undefined ? {} : { told: flags.config }), env: process.env, cwd: process.cwd() })
  const targets = targetsOf(loaded.config, flags.node, process.env, { note: (text) => void process.stderr.write(`Note: ${text}\n`) })
  const zone = flags.tz === undefined ? Intl.DateTimeFormat().resolvedOptions().timeZone : checkZone(flags.tz)
  const now = Date.now()
  const moment = (text: string | undefined) => (text === undefined ? undefined : parseMoment(text, zone, now))
  const [since, until, at] = [moment(flags.since), moment(flags.until), moment(flags.at)]
  const to = Math.min(until ?? (at === undefined ? now : at + DAY_MS / 8), now)
  const from = since ?? (at ?? to) - (at === undefined ? LOOK_BACK_MS : DAY_MS / 8)
  if (from >= to) throw new WhydownError('usage', 'The time to look at ends before it begins.', 'Check --since and --until.')
  return {
    loaded,
    targets,
    options: {
      hosts: targets.hosts,
      guests: targets.guests,
      api: targets.api,
      ...(guest === undefined ? {} : { question: guest }),
      window: { from, to },
      narrow: since === undefined,
      ...(at === undefined ? {} : { at }),
      now,
      budgetMs: budgetOf(flags.budget),
      createdBy: `whydown ${version}`,
    },
  }
}

function budgetOf(text: string): number {
  const [, number, unit] = /^(\d+)\s*(s|m|min)?$/.exec(text) ?? []
  const ms = Number(number) * (unit === 'm' || unit === 'min' ? 60_000 : 1000)
  if (!(ms >= 1000 && ms <= 3_600_000))
    throw new WhydownError('usage', `"${text}" is not a time budget.`, 'Write it like --budget 60s or --budget 5m.')
  return ms
}

/** Collects with progress on stderr; the first Ctrl-C ends the asking and keeps what is there, the second ends the program. */
export async function collectLive(question: Question, target: string, quiet: boolean): Promise<Collected & { interrupted: number }> {
  const abort = new AbortController()
  let interrupted = 0
  const stop = (code: number) => () => {
    if (interrupted !== 0) process.exit(code)
    interrupted = code
    process.stderr.write('Stopping; what is there is kept. Once more ends at once.\n')
    abort.abort()
  }
  const handlers = { SIGINT: stop(130), SIGTERM: stop(143) }
  for (const [name, handler] of Object.entries(handlers)) process.removeAllListeners(name).on(name, handler)
  const progress = showProgress(quiet)
  try {
    const bundle = await createBundle(target)
    const collected = await collect({ ...question.options, bundle, signal: abort.signal, progress: progress.see })
    return { ...collected, interrupted }
  } finally {
    progress.end()
  }
}

/** Exit code 4, with what failed for each machine, when nobody answered. */
export function nobodyAnswered({ machines }: Collected): WhydownError | null {
  if (machines.some(({ answered }) => answered)) return null
  const [first] = machines
  return new WhydownError(
    'evidence',
    `No machine answered: ${machines.map(({ because }) => because ?? 'interrupted').join('; ')}.`,
    first?.next ?? 'Try it yourself with ssh.',
  )
}

export async function runCollect(guest: string | undefined, flags: CollectFlags): Promise<number> {
  const question = await questionOf(guest, flags)
  if (flags.dryRun) {
    process.stdout.write(describe(question))
    return 0
  }
  const stamp = new Date(question.options.now)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/[-:]/g, '')
    .replace('T', '-')
  const target = flags.output ?? `whydown-${guest === undefined ? 'hosts' : guest.replace(/[^\w.-]+/g, '-')}-${stamp}.tar.zst`
  const collected = await collectLive(question, target, flags.quiet === true)
  const failure = nobodyAnswered(collected)
  if (failure) throw failure
  const { manifest } = collected
  if (!flags.quiet) {
    const bytes = manifest.artifacts.reduce((sum, artifact) => sum + artifact.bytes, 0)
    process.stderr.write(
      `${target}: ${manifest.artifacts.length} files, ${(bytes / 1024 ** 2).toFixed(1)} MiB, in ${manifest.budget?.usedSeconds} s${manifest.partial ? ', partial' : ''}.\nNext: whydown analyze ${target}\n`,
    )
  }
  return collected.interrupted
}

/** Every command that would be sent, per machine and round. Values that the first round finds out stay in braces. */
function describe({ options }: Question): string {
  const lines: string[] = ['Nothing was sent. These commands would be, over one session per machine, each under its own time limit:', '']
  const unknown = { id: '{guest}', kind: 'vm' as const, node: '{node}', agent: true }
  for (const target of [...options.hosts, ...options.guests.map((guest) => guest.target)]) {
    lines.push(`${target.name} (${target.alias === 'local' ? 'this machine' : `ssh ${target.alias}`})`)
    const plan = {
      node: target.name,
      kind: target.kind,
      window: options.window,
      now: options.now,
      focus: [],
      layer: 'unknown' as const,
      home: true,
      tasks: ['{upid}'],
      disks: ['{disks}'],
      hasJournal: true,
      agentScript: '{script}',
      ...(target.kind === 'libvirt' ? { domain: '{domain}' } : { guest: { ...unknown, node: target.name } }),
    }
    for (const round of ['triage', 'evidence'] as const) {
      lines.push(`  ${round}`)
      for (const collector of collectors.filter((one) => one.round === round && one.on.includes(target.kind))) {
        const steps = collector.steps(plan)
        if (steps.length > 0) lines.push(`    # ${collector.title}; needs ${collector.needs}`)
        for (const step of steps) lines.push(`    ${showCommand(step.use, step.with ?? {})}`)
      }
    }
    lines.push('')
  }
  return `${lines.join('\n').trimEnd()}\n`
}
