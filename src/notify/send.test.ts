import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { json } from './define.ts'
import { send } from './send.ts'

test.each([
  [204, { ok: true }],
  [400, { ok: false, again: false }],
  [302, { ok: false, again: false }],
  [429, { ok: false, again: true, afterMs: 7000 }],
  [503, { ok: false, again: true }],
])('an answer of %i', async (status, receipt) => {
  const server = createServer((_, response) =>
    response.writeHead(status, { location: 'http://127.0.0.1:1/', 'retry-after': status === 429 ? '7' : '' }).end(),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    expect(await send(json(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {}))).toMatchObject(receipt)
  } finally {
    server.close()
  }
})
test('nobody there is tried again', async () =>
  expect(await send(json('http://127.0.0.1:9/', {}))).toMatchObject({ ok: false, again: true }))
