import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { announce, deliverDue, waitAfter } from './deliver.ts'
import { outage } from './message.fixture.ts'
import { configuredChannels } from './settings.ts'
import type { Delivery, DeliveryLog } from './deliver.ts'

/** The log of a store, in memory: order, uniqueness and states as the contract has them. The real one is tested in the store. */
function memoryLog() {
  const rows: (Delivery & { kind: string; next: number | null; state: string })[] = []
  const log: DeliveryLog = {
    async enqueue(message, channel, notBefore) {
      if (!rows.some((row) => row.key === message.key && row.kind === message.kind && row.channel === channel))
        rows.push({ id: rows.length, key: message.key, kind: message.kind, channel, message, tries: 0, next: notBefore, state: 'waiting' })
    },
    due: async (now) => rows.filter((row) => row.state === 'waiting' && row.next !== null && row.next <= now),
    async settle(id, { state, next }) {
      rows[id] = { ...rows[id]!, state, next, tries: rows[id]!.tries + 1 }
    },
  }
  return { log, rows }
}

test('a dead channel waits longer each time and blocks no other; the same fault is told once', async () => {
  let got = 0
  const server = createServer((_, response) => {
    got++
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const channels = configuredChannels([
    { channel: 'webhook', name: 'alive', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` },
    { channel: 'webhook', name: 'dead', url: 'http://127.0.0.1:9/' },
    {
      channel: 'webhook',
      name: 'locked',
      url: 'http://127.0.0.1:9/',
      secret: { file: join(mkdtempSync(join(tmpdir(), 'whydown-secret-')), 'none') },
    },
  ])
  const { log, rows } = memoryLog()
  let now = 1_000_000
  await announce(log, channels, outage, new Date(now))
  await announce(log, channels, outage, new Date(now))
  expect(rows).toHaveLength(3)
  expect(await deliverDue(log, channels, {}, () => now)).toBe(1)
  expect(rows.map((row) => [row.channel, row.state, row.tries, row.next])).toEqual([
    ['alive', 'delivered', 1, null],
    ['dead', 'waiting', 1, now + waitAfter(1)],
    ['locked', 'waiting', 1, now + waitAfter(1)],
  ])
  now += waitAfter(1)
  await deliverDue(log, channels, {}, () => now)
  expect(rows[1]!.next).toBe(now + waitAfter(2))
  expect(got).toBe(1)
  server.close()
})
test('the waits grow to half an hour', () => expect([1, 2, 3, 10].map(waitAfter)).toEqual([20_000, 40_000, 80_000, 1_800_000]))
