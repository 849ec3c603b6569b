import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as httpServer } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { ClusterState } from '../model/index.ts'
import { type Counters, openMetrics } from './metrics.ts'

const PROGRAM = '/usr/bin/prometheus'
const PROMTOOL = '/usr/bin/promtool'
const DOCS = join(import.meta.dirname, '../../docs')
const RULES = join(DOCS, 'prometheus/whydown.rules.yml')
const run = promisify(execFile)

const hostile = 'a "b" \\ \n{}'
const state: ClusterState = {
  schema: 'whydown.state/v1',
  at: '2025-07-29T23:01:00.000Z',
  name: 'lab',
  nodes: [
    {
      name: 'pve',
      status: 'online',
      seenAt: '2025-07-29T23:01:00.000Z',
      trouble: null,
      memory: {
        totalKiB: 1000,
        freeKiB: 100,
        arcKiB: 80,
        arcReclaimableKiB: 50,
        guests: [],
        otherKiB: 0,
        swapTotalKiB: 0,
        swapFreeKiB: 0,
      },
      pressure: { memoryFullAvg10: 12.5, history: [] },
      killedNext: [{ kind: 'vm', id: '102', name: hostile }],
      growthKiBPerHour: null,
      fullInHours: null,
      bootId: null,
    },
  ],
  guests: [
    { kind: 'vm', id: '102', name: hostile, node: 'pve', status: 'stopped', since: null, wanted: true, planned: false, says: null, incident: 'INC-1', maxMemoryKiB: null, pid: null },
    { kind: 'ct', id: '103', node: 'pve', status: 'running', since: null, wanted: true, planned: false, says: null, incident: null, maxMemoryKiB: null, pid: 7 },
  ], // prettier-ignore
  storages: [{ id: 'pve/data', node: 'pve', usedFraction: 0.5, metadataFraction: 0.1 }],
  warnings: [],
}
const counters: Counters = {
  looks: 9,
  failedLooks: 2,
  lookSeconds: 0.25,
  diagnoses: 1,
  diagnosisSeconds: 2.5,
  incidents: [{ cause: 'memory.host-oom', planned: false, count: 3 }],
  openActions: 4,
  waitingDeliveries: 0,
  coverage: 0.75,
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** Every expression of the rules and of the dashboard. */
const expressions = (): string[] => {
  const { panels } = JSON.parse(readFileSync(join(DOCS, 'grafana/whydown.json'), 'utf8')) as {
    panels: { targets: { expr: string }[] }[]
  }
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
}

test.skipIf(!existsSync(PROGRAM))(
  'a real Prometheus scrapes it, has the values, takes the rules, and understands every panel',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'whydown-prometheus-'))
    const target = httpServer((_, response) =>
      response
        .writeHead(200, { 'content-type': 'application/openmetrics-text; version=1.0.0; charset=utf-8' })
        .end(openMetrics(state, counters)),
    )
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
    const port = await freePort()
    const url = `http://127.0.0.1:${port}/api/v1`
    writeFileSync(
      join(folder, 'prometheus.yml'),
      `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: ['${RULES}']
scrape_configs:
  - { job_name: whydown, static_configs: [{ targets: ['127.0.0.1:${(target.address() as AddressInfo).port}'] }] }
`,
    )
    const server = spawn(
      PROGRAM,
      [
        `--config.file=${folder}/prometheus.yml`,
        `--storage.tsdb.path=${folder}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=error',
      ],
      { stdio: 'ignore' },
    )
    const ask = async (path: string) => {
      const answer = await fetch(`${url}${path}`).catch(() => null)
      return answer === null ? null : ((await answer.json()) as { status: string; error?: string; data: never })
    }
    const value = async (query: string): Promise<string | null> => {
      const answer = await ask(`/query?query=${encodeURIComponent(query)}`)
      const { result } = (answer?.data ?? { result: [] }) as { result: { value: [number, string] }[] }
      return result.length === 1 ? result[0]!.value[1] : null
    }
    try {
      await expect.poll(() => value('whydown_guest_down{planned="false",guest="102",incident="INC-1"}'), { timeout: 40_000 }).toBe('1')
      expect(await value('up{job="whydown"}')).toBe('1')
      expect(await value('whydown_incidents_total{cause="memory.host-oom"}')).toBe('3')
      expect(await value('whydown_node_memory_headroom_bytes')).toBe(String(150 * 1024))
      expect(await value('whydown_diagnosis_seconds')).toBe('2.5')
      expect(await value('whydown_coverage_ratio')).toBe('0.75')
      expect(await value(`whydown_next_victim{name=${JSON.stringify(hostile)}}`)).toBe('1')
      for (const expression of expressions()) {
        const answer = await ask(`/query?query=${encodeURIComponent(expression)}`)
        expect([expression, answer?.status, answer?.error]).toEqual([expression, 'success', undefined])
      }
      const rules = (await ask('/rules'))!.data as { groups: { rules: { name: string; health: string }[] }[] }
      await expect
        .poll(async () => ((await ask('/rules'))!.data as typeof rules).groups.flatMap((group) => group.rules).map(({ health }) => health))
        .toEqual(rules.groups.flatMap((group) => group.rules).map(() => 'ok'))
    } finally {
      server.kill()
      target.closeAllConnections()
      target.close()
      await new Promise((resolve) => server.once('exit', resolve))
      rmSync(folder, { recursive: true, force: true })
    }
  },
)

test.skipIf(!existsSync(PROMTOOL))('promtool: the rules are sound and fire on what they shall, and on nothing else', async () => {
  await run(PROMTOOL, ['check', 'rules', RULES])
  await run(PROMTOOL, ['test', 'rules', join(DOCS, 'prometheus/whydown.rules.test.yml')])
})

test('rules and dashboard name only what is measured', () => {
  const measured = new Set(openMetrics(state, { ...counters, waitingDeliveries: 1 }).match(/^whydown_\w+/gm))
  // Warnings have a figure only while one stands.
  measured.add('whydown_warnings')
  const named = new Set([readFileSync(RULES, 'utf8'), ...expressions()].join('\n').match(/\bwhydown_\w+/g))
  expect([...named].filter((name) => !measured.has(name))).toEqual([])
  expect(named.size).toBeGreaterThan(10)
})
