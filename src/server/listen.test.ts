import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { listen } from './listen.ts'

test('answers on a free port, says when a port is taken, and ends at once although a stream is open', async () => {
  const app = new Hono()
    .get('/', (c) => c.text('here'))
    .get('/endless', (c) => c.body(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('x')) })))
  const listening = await listen(app, '127.0.0.1', 0)
  expect(await (await fetch(listening.url)).text()).toBe('here')
  const port = Number(new URL(listening.url).port)
  await expect(listen(app, '127.0.0.1', port)).rejects.toThrow('another program listens there')
  const stream = await fetch(`${listening.url}endless`)
  await listening.close()
  await expect(stream.text()).rejects.toThrow()
})
