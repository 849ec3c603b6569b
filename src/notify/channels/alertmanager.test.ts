import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { outage, recovery } from '../message.fixture.ts'
import { send } from '../send.ts'
import { alertmanagerChannel } from './alertmanager.ts'

const PROGRAM = '/usr/bin/prometheus-alertmanager'
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

test.skipIf(!existsSync(PROGRAM))('a real Alertmanager holds the outage with its cause, and forgets it after the recovery', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-am-'))
  writeFileSync(join(folder, 'am.yml'), 'route: { receiver: none }\nreceivers: [{ name: none }]\n')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(
    PROGRAM,
    [
      `--config.file=${folder}/am.yml`,
      `--storage.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  )
  try {
    for (
      let n = 0;
      n < 100 &&
      !(await fetch(`${url}/-/ready`).then(
        (r) => r.ok,
        () => false,
      ));
      n++
    )
      await new Promise((r) => setTimeout(r, 100))
    const alerts = async () =>
      (await (await fetch(`${url}/api/v2/alerts`)).json()) as { labels: Record<string, string>; annotations: Record<string, string> }[]
    const now = Date.now()
    expect(await send(alertmanagerChannel.request(outage, { url }, { now, secret: {} }))).toMatchObject({ ok: true })
    const [alert] = await alerts()
    expect(alert).toMatchObject({
      labels: { alertname: 'WhydownOutage', cause: 'memory.host-oom', guest: '102', conclusion: 'confirmed' },
      annotations: { summary: outage.title, next: 'qm start 102' },
    })
    expect(await send(alertmanagerChannel.request(recovery, { url }, { now: Date.now(), secret: {} }))).toMatchObject({ ok: true })
    for (let n = 0; n < 50 && (await alerts()).length > 0; n++) await new Promise((r) => setTimeout(r, 100))
    expect(await alerts()).toEqual([])
  } finally {
    server.kill()
  }
})
