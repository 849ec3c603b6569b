import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lab } from './lab.ts'
import { scenarios } from './scenarios/outages.ts'
import { writeConfig } from './scenarios/scenario.ts'
import { threeNodes } from './standard.ts'
import { describeLab } from './with-lab.ts'

const ROOT = join(import.meta.dirname, '../..')
const ALERTMANAGER = '/usr/bin/prometheus-alertmanager'
const withAlertmanager = existsSync(ALERTMANAGER)
/** The lab's wire is its own: nobody else has these ports there. */
const [PAGE, BOX, ALERTS] = ['http://127.0.0.1:8420', 'http://127.0.0.1:8090', 'http://127.0.0.1:9093']
/** What the issue promises, from the kill on. */
const WITHIN_MS = 30_000

interface Row {
  readonly id: string
  readonly headline: string
  readonly planned: boolean
  readonly cause: string | null
}
interface Guest {
  readonly id: string
  readonly status: string
  readonly says: string | null
  readonly incident: string | null
}
interface Posted {
  readonly body: { topic: string; title: string; message: string }
}

describeLab('the page with its daemon, in front of real machines', threeNodes({ kernelLog: 'pve1', nodes: 2 }), (lab) => {
  const started: ChildProcess[] = []
  const said = { serve: '', box: '', events: '' }

  const run = (argv: readonly string[], hear: (text: string) => void) => {
    const { command, args } = lab().clientCommand(argv)
    const child = spawn(command, args, {
      env: { ...process.env, XDG_RUNTIME_DIR: '/nowhere', NO_COLOR: '1', WHYDOWN_STORE: join(lab().folder, 'served') },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    started.push(child)
  }
  const get = async <T>(url: string): Promise<T | null> => {
    const { stdout } = await lab().client(['curl', '-sf', url])
    return stdout === '' ? null : (JSON.parse(stdout) as T)
  }
  const incidents = async () => (await get<{ incidents: Row[] }>(`${PAGE}/api/v1/incidents`))?.incidents ?? []
  const guest = async (id: string) =>
    (await get<{ state: { guests: Guest[] } | null }>(`${PAGE}/api/v1/now`))?.state?.guests.find((one) => one.id === id)
  const posted = (): Posted[] =>
    said.box
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Posted)
  const alerts = async () =>
    (await get<{ labels: Record<string, string>; annotations: Record<string, string> }[]>(`${ALERTS}/api/v2/alerts`)) ?? []

  beforeAll(async () => {
    const config = writeConfig(lab(), 'served.yaml')
    const channels = [
      `  - { channel: ntfy, url: '${BOX}', topic: outages }\n`,
      ...(withAlertmanager ? [`  - { channel: alertmanager, url: '${ALERTS}' }\n`] : []),
    ]
    appendFileSync(config, `watch: { every: 3s, settle: 2s }\nnotify:\n${channels.join('')}`)
    run([process.execPath, join(import.meta.dirname, 'post-box.ts'), '8090'], (text) => (said.box += text))
    if (withAlertmanager) {
      const own = join(lab().folder, 'alertmanager.yml')
      writeFileSync(own, 'route: { receiver: none }\nreceivers: [{ name: none }]\n')
      run(
        [
          ALERTMANAGER,
          `--config.file=${own}`,
          `--storage.path=${join(lab().folder, 'alerts')}`,
          '--web.listen-address=127.0.0.1:9093',
          '--cluster.listen-address=',
        ],
        () => undefined,
      )
      await until('Alertmanager answers', async () => (await get(`${ALERTS}/api/v2/status`)) !== null)
    }
    run([process.execPath, join(ROOT, 'src/cli/main.ts'), 'serve', '--config', config], (text) => (said.serve += text))
    await until('the first look is there', async () => (await guest('104'))?.status === 'running')
    run(['curl', '-sN', `${PAGE}/api/v1/events`], (text) => (said.events += text))
    await until('the page is connected', async () => said.events.includes('event: pulse'))
  }, 120_000)
  afterAll(async () => {
    for (const child of started) child.kill('SIGTERM')
  })

  test(
    'a VM that the kernel kills: one incident, one message and one alert with its cause, and the page hears of it',
    {
      timeout: 90_000,
    },
    async () => {
      await scenarioOf('memory-limit').happen(lab())
      const heard = said.events.length
      await expect
        .poll(async () => (await incidents()).map(({ cause }) => cause), { timeout: WITHIN_MS, message: said.serve })
        .toEqual(['memory.vm-limit'])
      const [incident] = await incidents()
      await expect.poll(() => posted().length, { timeout: WITHIN_MS }).toBe(1)
      expect(posted()[0]!.body).toMatchObject({ topic: 'outages', title: incident!.headline })
      expect(posted()[0]!.body.message).toContain('oom')
      if (withAlertmanager) {
        await expect.poll(async () => (await alerts()).length, { timeout: WITHIN_MS }).toBe(1)
        expect((await alerts())[0]).toMatchObject({
          labels: { alertname: 'WhydownOutage', cause: 'memory.vm-limit', guest: '104' },
          annotations: { summary: incident!.headline },
        })
      }
      expect(said.events.slice(heard)).toContain('event: change')
      expect(await guest('104')).toMatchObject({ status: 'stopped', incident: incident!.id })
    },
  )

  test('a stop by an operator is kept quietly', { timeout: 60_000 }, async () => {
    await scenarioOf('qm-stop').happen(lab())
    await expect.poll(async () => await planned(), { timeout: WITHIN_MS, message: said.serve }).toContain('operator.stop')
    await lab().ssh('pve1', 'qm start 103')
    await expect.poll(async () => (await guest('103'))?.status, { timeout: WITHIN_MS }).toBe('running')
    await nobodyElseWasTold(lab())
  })

  test('a backup in stop mode is kept quietly', { timeout: 90_000 }, async () => {
    const { stdout, status } = await lab().ssh('pve2', 'vzdump 105 --mode stop')
    expect(stdout).toContain('INFO: Backup job finished successfully')
    expect(status).toBe(0)
    await expect.poll(async () => await planned(), { timeout: WITHIN_MS, message: said.serve }).toContain('backup.stop-mode')
    await nobodyElseWasTold(lab())
  })

  const planned = async () => (await incidents()).filter((one) => one.planned).map(({ cause }) => cause)
  /** After everything that is known is told: still only what was told of the killed VM. */
  async function nobodyElseWasTold(own: Lab): Promise<void> {
    const { stdout } = await own.client(['curl', '-s', `${PAGE}/metrics`])
    expect(stdout).toContain('whydown_deliveries_waiting 0')
    expect(posted().map(({ body }) => body.title)).toHaveLength(1)
    if (withAlertmanager) expect((await alerts()).map(({ labels }) => labels['guest'])).toEqual(['104'])
  }
})

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`it did not come to this: ${what}`)
}

const scenarioOf = (name: string) => scenarios.find((one) => one.name === name)!
