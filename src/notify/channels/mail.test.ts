import { spawn, spawnSync } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { outage, SENDING } from '../message.fixture.ts'
import { send } from '../send.ts'
import { mailChannel } from './mail.ts'

const present = spawnSync('/usr/bin/python3', ['-c', 'import aiosmtpd']).status === 0
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

test.skipIf(!present)('a real SMTP server takes the mail; a line of a log cannot add headers', async () => {
  const port = await freePort()
  // aiosmtpd prints what it receives.
  const server = spawn('/usr/bin/python3', ['-u', '-m', 'aiosmtpd', '-n', '-l', `127.0.0.1:${port}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let received = ''
  server.stdout.on('data', (chunk) => (received += chunk))
  try {
    const settings = { host: '127.0.0.1', port, secure: false, from: 'whydown@lab', to: ['ops@lab'] }
    const message = { ...outage, title: 'killed\r\nBcc: everyone@lab', lines: ['.', 'a line'] }
    const request = mailChannel.request(message, settings, SENDING)
    let receipt = await send(request)
    for (let n = 0; n < 100 && !receipt.ok; n++) {
      await new Promise((r) => setTimeout(r, 100))
      receipt = await send(request)
    }
    expect(receipt).toMatchObject({ ok: true })
    for (let n = 0; n < 50 && !received.includes('END MESSAGE'); n++) await new Promise((r) => setTimeout(r, 50))
    expect(received).toContain('Subject: killed Bcc: everyone@lab')
    expect(received).not.toMatch(/^Bcc:/m)
    expect(received).toContain('qm start 102')
  } finally {
    server.kill()
  }
})
