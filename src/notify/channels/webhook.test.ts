import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { outage, SENDING } from '../message.fixture.ts'
import { webhookChannel } from './webhook.ts'

test('the signature is over time and body, so a receiver can refuse forged and old ones', () => {
  const request = webhookChannel.request(outage, { url: 'http://127.0.0.1/x' }, { ...SENDING, secret: { secret: 's3' } })
  if (!('url' in request)) throw new Error('not HTTP')
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(request.headers['x-whydown-signature']!)!
  expect(v1).toBe(createHmac('sha256', 's3').update(`${t}.${request.body}`).digest('hex'))
  expect(JSON.parse(request.body)).toMatchObject({
    schema: 'whydown.notification/v1',
    key: outage.key,
    kind: 'outage',
    labels: { cause: 'memory.host-oom' },
  })
})
test('without a secret it is not signed', () => {
  const request = webhookChannel.request(outage, { url: 'http://127.0.0.1/x' }, SENDING)
  expect('headers' in request && request.headers).not.toHaveProperty('x-whydown-signature')
})
