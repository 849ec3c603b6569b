import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createBundle } from '../bundle/index.ts'
import { bundleManifest } from '../model/index.ts'
import { collect, type CollectOptions } from './collect.ts'
import type { MachineTarget } from './machine.ts'
import { local } from './transports/local.ts'

const here: MachineTarget = {
  folder: 'nodes/here',
  name: 'here',
  kind: 'pve',
  alias: 'local',
  program: () => Promise.resolve(local({ sudo: false })),
}
const nowhere: MachineTarget = {
  folder: 'nodes/far',
  name: 'far',
  kind: 'pve',
  alias: 'far',
  program: () =>
    Promise.resolve({
      command: 'sh',
      args: ['-c', 'echo "ssh: connect to host far port 22: Connection timed out" >&2; exit 255'],
      connectMs: 3000,
      sudo: false,
    }),
}

async function run(change: Partial<CollectOptions>) {
  const target = mkdtempSync(join(tmpdir(), 'whydown-collect-'))
  const now = Date.now()
  const collected = await collect({
    hosts: [here],
    guests: [],
    window: { from: now - 3_600_000, to: now },
    now,
    budgetMs: 20_000,
    createdBy: 'test',
    bundle: await createBundle(target),
    ...change,
  })
  return { ...collected, manifest: bundleManifest.parse(JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8'))) }
}

test('a machine that is no hypervisor still tells what it has', async () => {
  const { manifest } = await run({})
  expect(manifest.artifacts.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['nodes/here/identity.txt', 'nodes/here/memory.txt', 'nodes/here/mounts.txt']),
  )
  expect(manifest.clocks?.[0]).toMatchObject({ machine: 'nodes/here', exchanges: 4, reference: true })
  expect(manifest.partial).toBeUndefined()
  expect(manifest.coverage?.find(({ source }) => source.endsWith('inventory.json'))?.status).toBe('missing')
})
test('one host that is away leaves the others, and is said', async () => {
  const { manifest, machines } = await run({ hosts: [nowhere, here] })
  expect(machines.map(({ answered }) => answered).toSorted()).toEqual([false, true])
  expect(manifest.coverage).toContainEqual(
    expect.objectContaining({
      source: 'nodes/far',
      status: 'missing',
      because: expect.stringContaining('far does not answer. Is it down?'),
    }),
  )
})
test('an interruption keeps what is there and marks it', async () => {
  const abort = new AbortController()
  const { manifest } = await run({ signal: abort.signal, progress: ({ text }) => text.startsWith('evidence') && abort.abort() })
  expect(manifest.partial).toBe(true)
  expect(manifest.artifacts.map(({ path }) => path)).toContain('nodes/here/memory.txt')
})
