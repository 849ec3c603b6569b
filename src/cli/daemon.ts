import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createBundle } from '../bundle/index.ts'
import type { CapacityFile } from '../capacity/index.ts'
import { collect, createApiPoll, targetsOf } from '../collect/index.ts'
import { type Config, loadConfig, type LoadedConfig } from '../config/index.ts'
import { analyze } from '../diagnose/index.ts'
import type { ClusterState } from '../model/index.ts'
import { configuredChannels } from '../notify/index.ts'
import type { IncidentStore } from '../store/index.ts'
import {
  createWatch,
  type Explanation,
  type Fault,
  lookByApi,
  lookByShell,
  lookWithAll,
  type Watch,
  watchSettings,
} from '../watch/index.ts'
import { version } from './version.ts'

export interface DaemonFlags {
  config?: string
  node?: string[]
}

export interface Daemon {
  state(): ClusterState | null
  metrics(): Promise<string>
  /** What the hosts last told of their memory, for plans. */
  files(): CapacityFile[]
  nudge(): void
  /** Looks and explains until the signal; then ends what is under way. */
  run(signal: AbortSignal): Promise<void>
  /** One look, explained and told to the end. */
  once(): Promise<void>
}

const LOOK_BACK_MS = 2 * 3_600_000
/** Clocks differ, and the last look may have been just before. */
const SLACK_MS = 120_000

/** The watch with real hosts, a real clock and the user's configuration, which is read anew when it changes. */
export async function createDaemon(store: IncidentStore, flags: DaemonFlags, say: (line: string) => void): Promise<Daemon> {
  const load = () => loadConfig({ ...(flags.config === undefined ? {} : { told: flags.config }), env: process.env, cwd: process.cwd() })
  let current = await assemble(store, await load(), flags, say)
  let stamp = await stampOf(current.file)

  const reload = async () => {
    const now = await stampOf(current.file)
    if (now === stamp) return
    stamp = now
    try {
      const next = await assemble(store, await load(), flags, say)
      await current.watch.settled()
      current.close()
      current = next
      say(`${current.file} was read anew`)
    } catch (error) {
      say(`${current.file} was not taken over, what was before stays: ${(error as Error).message}`)
    }
  }
  return {
    state: () => current.watch.state(),
    metrics: () => current.watch.metrics(),
    files: () => current.files(),
    nudge: () => current.watch.nudge(),
    async once() {
      try {
        await current.watch.step()
        await current.watch.settled()
      } finally {
        current.close()
      }
    },
    async run(signal) {
      while (!signal.aborted) {
        await current.watch.step().catch((error: unknown) => say(`a step failed: ${(error as Error).message}`))
        // In short naps, so that a webhook is heard at once; a little chance, so that many watchers do not look together.
        const until = Date.now() + current.watch.pause() * (0.9 + Math.random() * 0.2)
        while (!signal.aborted && Date.now() < until) {
          await sleep(Math.min(500, Math.max(1, until - Date.now())), undefined, { signal }).catch(() => {})
          if (current.watch.nudged()) break
        }
        if (!signal.aborted) await reload()
      }
      await current.watch.settled().catch((error: unknown) => say(`the last explanation failed: ${(error as Error).message}`))
      current.close()
    },
  }
}

const stampOf = async (file: string | null) => (file === null ? 0 : ((await stat(file).catch(() => null))?.mtimeMs ?? 0))

async function assemble(
  store: IncidentStore,
  { config, file }: LoadedConfig,
  flags: DaemonFlags,
  say: (line: string) => void,
): Promise<{ watch: Watch; file: string | null; files: () => CapacityFile[]; close: () => void }> {
  const targets = targetsOf(config, flags.node ?? [], process.env)
  const eyes = lookByShell(targets.hosts, Date.now)
  const clusters = (flags.node ?? []).length > 0 ? [] : config.api
  const api =
    clusters.length > 0
      ? lookByApi(
          clusters.map((one) => createApiPoll(one, process.env, Date.now)),
          Date.now,
        )
      : null
  const settings = watchSettings(config.watch)
  const watch = await createWatch({
    store,
    settings,
    channels: configuredChannels(config.notify),
    env: process.env,
    now: Date.now,
    wait: (ms) => sleep(ms),
    look: lookWithAll(targets.hosts.length > 0 ? eyes.look : null, api, say),
    explain: (fault) => explainLive(fault, config, flags, settings.budget),
    say,
  })
  return {
    watch,
    file,
    files: eyes.files,
    close: () => {
      eyes.close()
      api?.close()
    },
  }
}

/** Collects around the moment and diagnoses: what a person would do with `whydown why`. */
async function explainLive(fault: Fault, config: Config, flags: DaemonFlags, budgetMs: number): Promise<Explanation> {
  const targets = targetsOf(config, flags.node ?? [], process.env)
  const [what, kind, id] = (fault.about[0] ?? '').split(':')
  const folder = await mkdtemp(join(tmpdir(), 'whydown-watch-'))
  const done = () => rm(folder, { recursive: true, force: true })
  try {
    const now = Date.now()
    const collected = await collect({
      hosts: targets.hosts,
      guests: targets.guests,
      api: targets.api,
      ...(what === 'guest' && id ? { question: `${kind}:${id}` } : {}),
      window: { from: Math.min(fault.after, now) - LOOK_BACK_MS, to: now },
      narrow: true,
      at: fault.by,
      now,
      budgetMs,
      createdBy: `whydown ${version} watch`,
      bundle: await createBundle(folder),
    })
    if (!collected.machines.some(({ answered }) => answered))
      throw new Error(collected.machines.map(({ because }) => because ?? 'no answer').join('; '))
    const document = await analyze([{ path: folder }], {
      version,
      ...(what === 'guest' && id
        ? { subject: { kind: kind === 'ct' ? ('ct' as const) : ('vm' as const), id } }
        : what === 'node' && kind
          ? { subject: { kind: 'node' as const, id: kind } }
          : {}),
      since: fault.after - SLACK_MS,
    })
    return { document, evidence: [{ path: folder }], done }
  } catch (error) {
    await done()
    throw error
  }
}
