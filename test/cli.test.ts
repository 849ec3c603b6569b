import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diagnosisDocument } from '../src/model/index.ts'

const ROOT = join(import.meta.dirname, '..')
const INCIDENT = 'fixtures/incidents/maas-2025-07-29'
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The program itself, in a process of its own. */
const run = (args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    input: options.input ?? '',
    env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...options.env },
  })
  return { status, stdout, stderr }
}
const put = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const ESC = String.fromCharCode(27)

describe('exit codes', () => {
  test('0: a cause was found', () => expect(run(['analyze', INCIDENT, '-q']).status).toBe(0))
  test('3: the evidence does not settle it', () =>
    expect(
      run(['analyze', '--host', put('open.log', 'Jan 15 10:00:01 pve systemd[1]: 102.scope: Deactivated successfully.\n'), '-q']).status,
    ).toBe(3))
  test('2: wrong usage, with a next step', () => {
    const { status, stderr } = run(['analyze', '--no-such-option'])
    expect(status).toBe(2)
    expect(stderr).toContain('--no-such-option')
  })
  test('4: no evidence, with a next step', () => {
    const { status, stdout, stderr } = run(['analyze', join(folder, 'gone')])
    expect([status, stdout]).toEqual([4, ''])
    expect(stderr.split('\n').filter((line) => line !== '').length).toBeGreaterThan(1)
  })
})

describe('output', () => {
  test('--json is the document of the schema and nothing else', () =>
    expect(diagnosisDocument.safeParse(JSON.parse(run(['analyze', INCIDENT, '--json']).stdout)).success).toBe(true))
  test('the same evidence gives the same bytes', () =>
    expect(run(['analyze', INCIDENT, '--json']).stdout).toBe(run(['analyze', INCIDENT, '--json']).stdout))
  test.each([
    ['r.md', /^# /],
    ['r.html', /^<!doctype html>/i],
    ['r.json', /^\{/],
    ['r.txt', /was killed/],
  ])('-o %s chooses the form', (name, start) => {
    expect(run(['analyze', INCIDENT, '-q', '-o', join(folder, name)]).status).toBe(0)
    expect(readFileSync(join(folder, name), 'utf8')).toMatch(start)
  })
  test('no colour into a pipe', () => expect(run(['analyze', INCIDENT, '-q']).stdout).not.toContain(ESC))
  test('standard input is evidence too', () =>
    expect(
      run(['analyze', '--host', '-', '--json'], { input: 'Jan 15 10:00:01 pve kernel: Kernel panic - not syncing: Fatal exception\n' })
        .stdout,
    ).toContain('host.kernel-panic'))
  test('hostile lines do not reach the terminal', () => {
    const path = put('evil.log', `Jan 15 10:00:01 pve kernel: Kernel panic - not syncing: ${ESC}[2J${ESC}]0;owned\u0007<script>\n`)
    expect(run(['analyze', '--host', path, '-q']).stdout).not.toContain(ESC)
    expect(run(['analyze', '--host', path, '-q', '--format', 'html']).stdout).not.toContain('<script>')
  })
})

describe('report', () => {
  test('renders a stored diagnosis, the same as analyze does', () => {
    const stored = put('stored.json', run(['analyze', INCIDENT, '--json']).stdout)
    expect(run(['report', stored, '--format', 'md']).stdout).toBe(run(['analyze', INCIDENT, '-q', '--format', 'md']).stdout)
  })
  test('a file that is no diagnosis is said, not shown', () => {
    const { status, stdout, stderr } = run(['report', put('no.json', '{"a":1}')])
    expect([status === 0, stdout]).toEqual([false, ''])
    expect(stderr.length).toBeGreaterThan(20)
  })
})

describe('causes', () => {
  test('every cause is listed', () => expect(run(['causes', 'list']).stdout.split('\n').length).toBeGreaterThan(90))
  test('one is explained', () => expect(run(['causes', 'explain', 'memory.host-oom']).stdout).toContain('ran out of memory'))
  test('an unknown one is an error with a next step', () => {
    const { status, stderr } = run(['causes', 'explain', 'memory.host-oomm'])
    expect(status).toBe(2)
    expect(stderr.length).toBeGreaterThan(20)
  })
})
