import { loadConfig, storeFolder } from '../config/index.ts'
import { WhydownError } from '../model/index.ts'
import { openSqliteStore } from '../store/index.ts'
import { readLength, type Silence, SILENCES_KEY } from '../watch/index.ts'
import { createDaemon } from './daemon.ts'

export interface WatchFlags {
  config?: string
  store?: string
  node?: string[]
  once?: boolean
  quiet?: boolean
  json?: boolean
}

async function openStore(flags: WatchFlags) {
  const { config } = await loadConfig({
    ...(flags.config === undefined ? {} : { told: flags.config }),
    env: process.env,
    cwd: process.cwd(),
  })
  return openSqliteStore(flags.store ?? storeFolder(config.store, process.env, process.getuid?.() === 0))
}

/** One line per event on stderr, with its time: systemd and a person both read it. */
const sayer = (quiet: boolean | undefined) => (line: string) =>
  void (quiet ? 0 : process.stderr.write(`${new Date().toISOString()} ${line}\n`))

export async function runWatch(flags: WatchFlags): Promise<number> {
  const store = await openStore(flags)
  const say = sayer(flags.quiet)
  try {
    const daemon = await createDaemon(store, flags, say)
    if (flags.once) {
      await daemon.once()
      const state = daemon.state()
      if (flags.json) process.stdout.write(`${JSON.stringify(state)}\n`)
      else for (const line of summaryOf(state)) process.stdout.write(`${line}\n`)
      return state === null ? 4 : 0
    }
    const abort = new AbortController()
    let code = 0
    for (const [name, exit] of [
      ['SIGINT', 130],
      ['SIGTERM', 0],
    ] as const)
      process.once(name, () => {
        code = exit
        abort.abort()
      })
    say(`watching; incidents go to ${store.folder}`)
    await daemon.run(abort.signal)
    return code
  } finally {
    await store.close()
  }
}

function summaryOf(state: ReturnType<Awaited<ReturnType<typeof createDaemon>>['state']>): string[] {
  if (state === null) return ['No host answered.']
  const down = state.guests.filter((guest) => guest.wanted && guest.status !== 'running' && guest.status !== 'unknown')
  const name = (guest: { kind: string; id: string; name?: string | undefined }) =>
    `${guest.kind === 'ct' ? 'CT ' : ''}${guest.id}${guest.name ? ` (${guest.name})` : ''}`
  return [
    ...state.nodes.map((node) => `${node.name}: ${node.status}${node.trouble ? `, ${node.trouble}` : ''}`),
    ...(down.length === 0
      ? [`Nothing is down. ${state.guests.length} guests.`]
      : down.map(
          (guest) =>
            `${name(guest)}: ${guest.status}${guest.planned ? ', planned' : ''}${guest.says ? `. ${guest.says}` : ''}${guest.incident ? ` ${guest.incident}` : ''}`,
        )),
    ...state.warnings.map((warning) => `warning: ${warning.text}`),
  ]
}

export async function silence(about: string, flags: WatchFlags & { for: string; because?: string }): Promise<number> {
  if (!flags.because)
    throw new WhydownError('usage', 'A silence needs its reason.', `whydown watch silence ${about} --for 2h --because "memory upgrade"`)
  const store = await openStore(flags)
  try {
    const now = Date.now()
    const list = (JSON.parse((await store.marks.get(SILENCES_KEY)) ?? '[]') as Silence[]).filter(({ until }) => until > now)
    const one: Silence = {
      about,
      until: now + readLength(flags.for),
      because: flags.because,
      by: process.env['SUDO_USER'] || process.env['USER'] || 'unknown',
    }
    await store.marks.set(SILENCES_KEY, JSON.stringify([...list.filter((other) => other.about !== about), one]))
    process.stdout.write(
      `Nobody is told about ${about} until ${new Date(one.until).toISOString()} (${one.because}). It is still explained and kept.\n`,
    )
    return 0
  } finally {
    await store.close()
  }
}

export async function listSilences(flags: WatchFlags & { end?: string }): Promise<number> {
  const store = await openStore(flags)
  try {
    const now = Date.now()
    const all = (JSON.parse((await store.marks.get(SILENCES_KEY)) ?? '[]') as Silence[]).filter(({ until }) => until > now)
    const list = flags.end === undefined ? all : all.filter(({ about }) => about !== flags.end)
    if (flags.end !== undefined) await store.marks.set(SILENCES_KEY, JSON.stringify(list))
    if (flags.json) process.stdout.write(`${JSON.stringify(list)}\n`)
    else if (list.length === 0) process.stdout.write('Nothing is silenced.\n')
    else
      for (const { about, until, because, by } of list)
        process.stdout.write(`${about}  until ${new Date(until).toISOString()}  ${because} (${by})\n`)
    return 0
  } finally {
    await store.close()
  }
}
