import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { capacityDocument } from '../src/model/index.ts'

const ROOT = join(import.meta.dirname, '..')
const INCIDENT = 'fixtures/incidents/maas-2025-07-29'
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-capacity-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The program itself, in a process of its own. */
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', 'capacity', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, WHYDOWN_CONFIG: undefined, HOME: folder },
  })
  return { status, stdout, stderr }
}

describe('whydown capacity', () => {
  test('the incident: no headroom; 6 GiB for 102 leave 12.5 %; the kernel would take 102 again', () => {
    expect(run(INCIDENT).stdout).toContain('NO HEADROOM, 0 %')
    const { status, stdout } = run('--from', INCIDENT, '--set', '102.memory=6G')
    expect(status).toBe(0)
    expect(stdout).toContain('LITTLE HEADROOM, 12.5 %')
    expect(stdout).toContain('102 (maas) goes first')
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('At that moment it would have been enough: 1.68 GiB more would have been free.')
  })
  test('one JSON document of its schema', () =>
    expect(capacityDocument.parse(JSON.parse(run(INCIDENT, '--json').stdout)).nodes[0]!.before.headroomFraction).toBe(0))
  test('a page into a file', () => {
    const path = join(folder, 'plan.html')
    expect(run(INCIDENT, '-o', path)).toMatchObject({ status: 0, stdout: '' })
    expect(readFileSync(path, 'utf8')).toContain('<title>pve: 16.00 GiB of 16.00 GiB promised')
  })
  test.each([
    [['--set', '102.memory'], 'names no guest'],
    [['--set', '999.memory=6G'], 'there is no guest 999'],
    [['--headroom', 'much'], 'is no percentage'],
    [['--lose', 'pve9'], 'there is no such node'],
  ])('bad input is told with a next step: %s', (args, words) => {
    const { status, stderr } = run(INCIDENT, ...args)
    expect([status, stderr.includes(words), stderr.trim().split('\n').length]).toEqual([2, true, 2])
  })
  test('played against the document of an incident as against its log', () => {
    const path = join(folder, 'diagnosis.json')
    spawnSync(process.execPath, ['src/cli/main.ts', 'analyze', INCIDENT, '-o', path, '-q'], { cwd: ROOT })
    const files = ['qm-list.txt', 'meminfo.txt'].flatMap((name) => ['--from', `${INCIDENT}/nodes/pve/${name}`])
    const words = run(...files, '--set', '102.memory=6G', '--incident', path).stdout.replaceAll(/\s+/g, ' ')
    expect(words).toContain('the kernel killed 102 (maas). At that moment it would have been enough: 1.68 GiB more would have been free.')
    expect(words).toContain('Even then 1.12 GiB would have been left.')
  })
  test('an id that no store has', () =>
    expect(run(INCIDENT, '--incident', 'NO-SUCH-1')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('NO-SUCH-1') }))
  test('files that tell no memory are told as such', () => {
    const path = join(folder, 'empty.txt')
    writeFileSync(path, 'nothing of use\n')
    expect(run(path)).toMatchObject({ status: 4, stderr: expect.stringContaining('Nothing here tells how much memory a node has.') })
  })
})
