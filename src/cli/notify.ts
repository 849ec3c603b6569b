import { loadConfig, storeFolder } from '../config/index.ts'
import { WhydownError } from '../model/index.ts'
import { configuredChannels, sendTo, testMessage } from '../notify/index.ts'
import { openSqliteStore } from '../store/index.ts'

interface Flags {
  config?: string
  store?: string
  json?: boolean
}

const load = (flags: Flags) => loadConfig({ ...(flags.config ? { told: flags.config } : {}), env: process.env, cwd: process.cwd() })

/** 0 when every channel took the message, 4 when one did not. */
export async function testChannels(only: string | undefined, flags: Flags): Promise<number> {
  const { config } = await load(flags)
  const all = configuredChannels(config.notify)
  const channels = only === undefined ? all : all.filter(({ name }) => name === only)
  if (channels.length === 0)
    throw new WhydownError(
      'config',
      only === undefined ? 'No channel is configured.' : `No channel is called ${only}.`,
      all.length === 0
        ? 'Add a section notify to whydown.yaml; docs/guide/watch.md has the keys.'
        : `There are ${all.map(({ name }) => name).join(', ')}.`,
    )
  const now = Date.now()
  const results = await Promise.all(
    channels.map(async (channel) => ({
      channel: channel.name,
      ...(await sendTo(channel, testMessage(new Date(now).toISOString()), process.env, now)),
    })),
  )
  if (flags.json) process.stdout.write(`${JSON.stringify(results)}\n`)
  else for (const { channel, ok, said } of results) process.stdout.write(`${ok ? 'arrived' : 'FAILED '}  ${channel.padEnd(16)} ${said}\n`)
  return results.every(({ ok }) => ok) ? 0 : 4
}

export async function showDeliveries(flags: Flags): Promise<number> {
  const { config } = await load(flags)
  const store = openSqliteStore(flags.store ?? storeFolder(config.store, process.env, process.getuid?.() === 0))
  try {
    const rows = await store.deliveries.list({ limit: 200 })
    if (flags.json) process.stdout.write(`${JSON.stringify(rows)}\n`)
    else if (rows.length === 0) process.stdout.write('Nothing was told yet.\n')
    else
      for (const row of rows)
        process.stdout.write(
          `${row.createdAt.slice(0, 19).replace('T', ' ')} UTC  ${row.state.padEnd(9)}  ${row.channel.padEnd(12)} ${row.kind.padEnd(9)} ${row.key}${row.said ? `  (${row.said.slice(0, 60)})` : ''}\n`,
        )
    return 0
  } finally {
    await store.close()
  }
}
