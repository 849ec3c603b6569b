import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { analyze } from './analyze.ts'

const INCIDENT = join(import.meta.dirname, '../../fixtures/incidents/maas-2025-07-29')
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-analyze-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the incident that the product comes from', async () => {
  const { diagnoses, zone } = await analyze([{ path: INCIDENT }], { version: 'test' })
  const [first] = diagnoses
  expect(first).toMatchObject({ conclusion: 'confirmed', cause: { id: 'memory.host-oom' }, subject: { kind: 'vm', id: '102' } })
  expect(first!.chain.map((link) => link.id)).toEqual(expect.arrayContaining(['condition.memory-overcommitted', 'trigger.guest-activity']))
  expect(zone.name).toBe('America/Los_Angeles')
})

test('the order in which files are given changes nothing', async () => {
  const paths = ['a', 'b', 'c'].map((name, n) => {
    const path = join(folder, `${name}.log`)
    writeFileSync(path, `2026-01-15T10:00:0${n}+0000 pve kernel: nfs: server 10.0.0.${n} not responding, still trying\n`)
    return { path, side: 'host' as const }
  })
  const bytes = async (order: typeof paths) => JSON.stringify(await analyze(order, { version: 'test' }))
  const given = await bytes(paths)
  expect(await bytes(paths.toReversed())).toBe(given)
  expect(await bytes([paths[1]!, paths[2]!, paths[0]!])).toBe(given)
})

test('a file nobody understands is covered and proves nothing', async () => {
  const path = join(folder, 'poem.txt')
  writeFileSync(path, 'Out of the night that covers me,\nBlack as the pit from pole to pole\n')
  expect((await analyze([{ path, side: 'host' }], { version: 'test' })).diagnoses[0]!.cause).toBeNull()
})
