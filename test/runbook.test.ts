import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runbookDocument } from '../src/runbook/index.ts'

const ROOT = join(import.meta.dirname, '..')
const INCIDENT = join(ROOT, 'fixtures/incidents/maas-2025-07-29/nodes/pve')
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-runbook-'))
  // Proxmox' own tools, which answer as they did on the day of the incident.
  mkdirSync(join(folder, 'bin'))
  const tool = (name: string, body: string) => {
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${body}\n`)
    chmodSync(join(folder, 'bin', name), 0o755)
  }
  tool('qm', `cat ${join(INCIDENT, 'qm-list.txt')}`)
  tool('pct', ':')
  tool('journalctl', `case "$*" in *oom-killer*) grep -E "oom|Killed process" ${join(INCIDENT, 'journal.log')};; esac; :`)
  writeFileSync(
    join(folder, 'whydown.yaml'),
    'hosts:\n  - { name: pve, ssh: local }\nguests:\n  - { id: 102, name: maas }\nescalation:\n  - { who: Platform team, reach: "#platform" }\n',
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The program itself, in a process of its own, with a store of its own. */
const run = (args: readonly string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'src/cli/main.ts'), 'runbook', ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: {
      ...process.env,
      NO_COLOR: undefined,
      FORCE_COLOR: undefined,
      WHYDOWN_CONFIG: undefined,
      HOME: folder,
      WHYDOWN_STORE: join(folder, 'store'),
      PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
    },
  })
  return { status, stdout, stderr }
}

describe('whydown runbook', () => {
  test('Markdown with the own hosts and people', () => {
    const { status, stdout } = run(['--guest', 'maas'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^# Runbook: why did the virtual machine go down\?/)
    expect(stdout).toContain('UNIT=102.scope')
    expect(stdout).toContain('| **Platform team** | #platform |')
    expect(stdout).not.toContain('qemu-server@102')
  })
  test('the second time it tells what changed since the first', () => {
    run(['power.loss', '-o', join(folder, 'first.json')])
    expect(run(['power.loss', '--json']).stdout).toContain('"version": "1.0"')
    const other = join(folder, 'two.yaml')
    writeFileSync(other, 'hosts:\n  - { name: pve, ssh: local }\n  - { name: pve2, ssh: pve2 }\n')
    const next = runbookDocument.parse(JSON.parse(run(['power.loss', '--json', '--config', other]).stdout))
    expect(next.version).toBe('1.1')
    expect(next.changes).toContainEqual({ kind: 'added', what: 'machine pve2' })
    const since = runbookDocument.parse(
      JSON.parse(run(['power.loss', '--json', '--config', other, '--since', join(folder, 'first.json')]).stdout),
    )
    expect(since.changes).toContainEqual({ kind: 'added', what: 'machine pve2' })
  })
  test('a page', () => {
    const path = join(folder, 'runbook.html')
    expect(run(['memory.host-oom', '-o', path, '-q'])).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(readFileSync(path, 'utf8')).toContain('<h1>Runbook: the host ran out of memory')
  })
  test.each([
    [['memory.nothing'], 'There is no cause memory.nothing.'],
    [['--guest', 'nobody'], 'There is no guest nobody.'],
    [['--since', 'no-such-file'], 'Cannot read no-such-file'],
  ])('bad input is told with a next step: %s', (args, words) => {
    const { status, stderr } = run(args)
    expect([status, stderr.includes(words), stderr.trim().split('\n').length]).toEqual([2, true, 2])
  })
})

describe('whydown runbook --interactive', () => {
  test('runs what is agreed to and explains what it shows', () => {
    const { status, stdout } = run(['--interactive', 'maas'], 'y\nn\nn\ny\nq\n')
    expect(status).toBe(0)
    const words = stdout.replaceAll(/\s+/g, ' ')
    expect(words).toContain('> 3 guests run, none is stopped.')
    expect(words).toContain('the host ran out of memory and killed kvm (pid 1705)')
    expect(words).toContain('Stopped.')
    expect(words).toContain('whydown why maas')
  })
  test('the end of the answers is the end of the walk, and nothing ran', () => {
    const { status, stdout } = run(['--interactive', '102'])
    expect(status).toBe(0)
    expect(stdout).toContain('(no answer)')
    expect(stdout).not.toContain('  | ')
  })
})
