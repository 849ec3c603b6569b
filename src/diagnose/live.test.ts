import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createBundle } from '../bundle/index.ts'
import type { ManifestArtifact } from '../model/index.ts'
import { analyze } from './analyze.ts'

const NOW = Date.UTC(2025, 6, 29, 18)
const iso = (ms: number) => new Date(ms).toISOString()
const guests = (started: string) => `/etc/pve/nodes/pve1/qemu-server/102.conf:name: maas
/run/qemu-server/102.pid:pid: 1705
ps: 1705 3600 8042820 Sl ${started} ep_poll kvm
`
const entry = (ms: number, message: string) =>
  `${JSON.stringify({ __REALTIME_TIMESTAMP: String(ms * 1000), _BOOT_ID: 'a', SYSLOG_IDENTIFIER: 'app', _TRANSPORT: 'syslog', _PID: '7', MESSAGE: message })}\n`
const silent = (from: number, to: number): NonNullable<ManifestArtifact['coverage']> => ({
  status: 'complete',
  from: iso(from),
  to: iso(to),
})

type File = [path: string, content: string, facts: Omit<ManifestArtifact, 'path' | 'sha256' | 'bytes'>]
const state = (path: string, content: string): File => [
  path,
  content,
  { side: 'host', node: 'pve1', holds: 'state', collectedAt: iso(NOW), coverage: { status: 'complete', from: null, to: null } },
]
const journal = (side: 'host' | 'guest', content = entry(NOW - 60_000, 'ordinary work')): File => [
  side === 'host' ? 'nodes/pve1/journal.ndjson' : 'guests/maas/journal.ndjson',
  content,
  { side, node: side === 'host' ? 'pve1' : 'maas', holds: 'span', coverage: silent(NOW - 4 * 3_600_000, NOW) },
]

async function answer(...files: File[]) {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-live-'))
  const bundle = await createBundle(folder)
  for (const file of files) await bundle.add(...file)
  await bundle.finish({ createdBy: 'test' })
  const { diagnoses } = await analyze([{ path: folder }], {
    version: '0',
    subject: { kind: 'vm', id: '102' },
    since: NOW - 4 * 3_600_000,
    until: NOW,
  })
  return [diagnoses[0]!.conclusion, diagnoses[0]!.headline]
}
const OLD = 'Sun Jun  1 00:00:00 2025'
const NEW = 'Tue Jul 29 17:30:00 2025'

test('an old process, and logs of both sides without a word: it did not go down', async () =>
  expect(await answer(state('nodes/pve1/guests.txt', guests(OLD)), journal('host'), journal('guest'))).toEqual([
    'no-outage',
    '102 (maas) did not go down.',
  ]))
test('nobody looked inside: its process says nothing of that', async () =>
  expect(await answer(state('nodes/pve1/guests.txt', guests(OLD)), journal('host'))).toEqual([
    'inconclusive',
    'The process of 102 (maas) never ended; what happened inside it cannot be seen.',
  ]))
test('a process that began within that time proves the opposite', async () =>
  expect((await answer(state('nodes/pve1/guests.txt', guests(NEW)), journal('host'), journal('guest')))[0]).toBe('inconclusive'))
test('how the disks are now says nothing of what was', async () =>
  expect((await answer(state('nodes/pve1/disks.json', '{"blockdevices":[]}\n')))[0]).toBe('inconclusive'))
test('memory that is short now did not kill it then', async () =>
  expect(
    (
      await answer(state('nodes/pve1/memory.txt', 'MemTotal: 100 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n'), journal('host'), journal('guest'))
    )[0],
  ).toBe('no-outage'))
test('what a history tells of another day is not this outage', async () => {
  const killed = `${JSON.stringify({ __REALTIME_TIMESTAMP: String((NOW - 20 * 86_400_000) * 1000), _BOOT_ID: 'a', SYSLOG_IDENTIFIER: 'systemd', _PID: '1', UNIT: '102.scope', MESSAGE: '102.scope: A process of this unit has been killed by the OOM killer.' })}\n`
  expect(
    (
      await answer(
        state('nodes/pve1/guests.txt', guests(OLD)),
        journal('host', killed + entry(NOW - 60_000, 'ordinary work')),
        journal('guest'),
      )
    )[0],
  ).not.toBe('confirmed')
})

test('the silence of another node of the cluster says nothing of this guest', async () => {
  const elsewhere = (path: string, content: string): File => {
    const [, , facts] = state(path, content)
    return [path, content, { ...facts, node: 'pve2' }]
  }
  const settings = elsewhere('nodes/pve2/guests.txt', '/etc/pve/nodes/pve1/qemu-server/102.conf:name: maas\n')
  const [, content, facts] = journal('host')
  const other: File = ['nodes/pve2/journal.ndjson', content, { ...facts, node: 'pve2' }]
  expect((await answer(settings, other))[0]).toBe('inconclusive')
  expect((await answer(settings, other, journal('host')))[0]).toBe('no-outage')
})
test('a host that stopped in the middle of its work took the guest along', async () => {
  const boot = (ms: number, id: string, message: string) =>
    `${JSON.stringify({ __REALTIME_TIMESTAMP: String(ms * 1000), _BOOT_ID: id, _HOSTNAME: 'pve1', SYSLOG_IDENTIFIER: 'app', _TRANSPORT: 'syslog', _PID: '7', MESSAGE: message })}\n`
  const lines =
    [-90, -80, -70, -61].map((minutes) => boot(NOW + minutes * 60_000, 'a', 'ordinary work')).join('') +
    [-58, -50].map((minutes) => boot(NOW + minutes * 60_000, 'b', 'ordinary work')).join('')
  expect(await answer(state('nodes/pve1/guests.txt', guests(NEW)), journal('host', lines))).toEqual([
    'inconclusive',
    '102 (maas) went down with its host pve1, which stopped without a shutdown; the lines do not say why.',
  ])
})
test('a bundle knows whom and which time it was collected for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-live-'))
  const bundle = await createBundle(folder)
  await bundle.add(...state('nodes/pve1/guests.txt', guests(OLD)))
  await bundle.add(...journal('host'))
  await bundle.add(...journal('guest'))
  await bundle.finish({ createdBy: 'test', subject: 'vm:102', window: { from: iso(NOW - 4 * 3_600_000), to: iso(NOW) } })
  const { diagnoses } = await analyze([{ path: folder }], { version: '0' })
  expect([diagnoses[0]!.subject.id, diagnoses[0]!.conclusion]).toEqual(['102', 'no-outage'])
})
