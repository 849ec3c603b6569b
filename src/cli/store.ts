import { userInfo } from 'node:os'
import { type Config, loadConfig, storeFolder } from '../config/index.ts'
import { WhydownError } from '../model/index.ts'
import { type IncidentStore, openSqliteStore, type Stamp } from '../store/index.ts'

export interface StoreFlags {
  readonly store?: string
  readonly config?: string
  readonly by?: string
  readonly json?: boolean
  readonly quiet?: boolean
  readonly color?: boolean
}

export interface Opened {
  readonly store: IncidentStore
  readonly config: Config
  /** Who acts now: told with --by, else the account. */
  readonly stamp: Stamp
}

/** Opens the store for one command and closes it after. A clock behind the last entry is said: order does not suffer, dates do. */
export async function withStore<T>(flags: StoreFlags, work: (opened: Opened) => Promise<T>): Promise<T> {
  const { config } = await loadConfig({
    ...(flags.config === undefined ? {} : { told: flags.config }),
    env: process.env,
    cwd: process.cwd(),
  })
  const store = openSqliteStore(flags.store ?? storeFolder(config.store, process.env, process.getuid?.() === 0))
  try {
    const stamp = { by: (flags.by ?? process.env['WHYDOWN_BY'] ?? accountName()).trim(), at: Date.now() }
    if (stamp.by === '') throw new WhydownError('usage', 'Nobody is named.', 'Say who you are with --by NAME.')
    if (!flags.quiet) await warnOfClock(store, stamp.at)
    return await work({ store, config, stamp })
  } finally {
    await store.close()
  }
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    // An account without an entry in passwd, as in containers.
    return `uid ${process.getuid?.() ?? '?'}`
  }
}

const SLACK_MS = 120_000

async function warnOfClock(store: IncidentStore, now: number): Promise<void> {
  const last = await store.revision()
  if (last === 0) return
  const [entry] = await store.history({ after: last - 1, limit: 1 })
  const behind = entry ? Date.parse(entry.at) - now : 0
  if (behind > SLACK_MS)
    process.stderr.write(
      `The clock of this machine is behind the last entry of the store (${entry!.at.slice(0, 19).replace('T', ' ')} UTC). Order is kept by number; check the date: timedatectl\n`,
    )
}
