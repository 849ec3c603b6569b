import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unpackFixture } from '../src/journal/journal-for-tests.ts'

const ROOT = join(import.meta.dirname, '..')
let folder = ''
let journal = ''
let files: string[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-log-'))
  files = unpackFixture('unclean-stop', folder)
  journal = join(files[0]!, '..')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (args: readonly string[], env: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', 'log', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, TZ: 'Europe/Berlin', ...env },
  })
  return { status, stdout, stderr }
}
const journalctl = (args: readonly string[]) =>
  spawnSync('journalctl', ['-D', journal, '--no-pager', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, TZ: 'Europe/Berlin', LC_ALL: 'C.UTF-8' },
  }).stdout
const put = (name: string, text: string | Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
/** journalctl changes the order of members from run to run; since systemd 254 it prints two more. */
const objects = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { __SEQNUM, __SEQNUM_ID, ...rest } = JSON.parse(line) as Record<string, unknown>
      return rest
    })

describe.skipIf(spawnSync('journalctl', ['--version']).status !== 0)('the same as journalctl', () => {
  test.each<[string, string[], string[]]>([
    ['everything', [], []],
    ['the kernel', ['-k'], ['_TRANSPORT=kernel']],
    ['a unit', ['-u', 'ssh'], ['-u', 'ssh']],
    ['one boot', ['-b', '-1'], ['-b', '-1']],
    ['what matches', ['-g', 'started .*\\.'], ['-g', 'started .*\\.']],
    ['without a text to look for', ['-g', '[xyz]{2}'], ['-g', '[xyz]{2}']],
    ['the last few', ['-n', '12'], ['-n', '12']],
    ['newest first', ['-r', '-n', '30'], ['-r', '-n', '30']],
  ])('%s', (_, ours, theirs) => {
    const expected = objects(journalctl(['-q', '-o', 'json', '--all', ...theirs]))
    expect(expected.length).toBeGreaterThan(3)
    expect(objects(run([journal, '--json', ...ours]).stdout)).toEqual(expected)
  })
  test('export, byte by byte', () => {
    const expected = journalctl(['-q', '-o', 'export']).replace(/^__SEQNUM(?:_ID)?=.*\n/gm, '')
    expect(run([journal, '-o', 'export']).stdout).toBe(expected)
  })
  test('short', () => {
    const theirs = journalctl(['-o', 'short-iso-precise', '--all']).replace(/^(\S+[+-]\d\d):(\d\d) /gm, '$1$2 ')
    expect(run([journal]).stdout).toBe(theirs)
  })
})

describe('boots', () => {
  test('are listed with how they ended', () => {
    const lines = run([journal, '--list-boots']).stdout.trimEnd().split('\n')
    expect(lines.map((line) => line.trim().split(' ')[0])).toEqual(['-1', '0'])
    expect(lines[0]).toMatch(/^-1 [0-9a-f]{32} \d{4}-\d\d-\d\dT.*\+0[12]00 .* entries, no orderly end$/)
  })
  test('one that is not there is said so', () => {
    const { status, stderr } = run([journal, '-b', '-7'])
    expect([status, stderr]).toEqual([
      2,
      'whydown: There is no boot -7 in these journals: they hold 2.\nwhydown log --list-boots PATH shows them.\n',
    ])
  })
  test('-b before the path means the last boot', () => {
    expect(run(['-b', journal, '--json']).stdout).toBe(run([journal, '--json', '-b', '0']).stdout)
  })
})

describe('damage', () => {
  test('a file that was cut in the middle is read as far as it goes; what is no journal is named', () => {
    const cut = put('cut.journal', readFileSync(files[0]!))
    truncateSync(cut, 3_000_000)
    const whole = run([files[0]!, '-o', 'export', '-q']).stdout
    const { status, stdout, stderr } = run([cut, put('zeros.journal', Buffer.alloc(4096)), '-o', 'export'])
    expect(status).toBe(0)
    expect(stdout.length).toBeGreaterThan(1000)
    expect(whole.startsWith(stdout.slice(0, 1000))).toBe(true)
    expect(stderr).toContain('zeros.journal was not read')
  })
  test('nothing that can be read is exit code 4', () => expect(run([put('zeros.journal', Buffer.alloc(4096))]).status).toBe(4))
})

const SYSLOG = `Jul 29 16:00:01 pve kernel: Out of memory: Killed process 4242 (kvm)
Jul 29 16:00:02 pve systemd[1]: 102.scope: A process of this unit has been killed by the OOM killer.
Jul 29 16:00:03 pve pvestatd[900]: status update time (8.2 seconds)
`

describe('text logs', () => {
  test('print their times with a zone', () =>
    expect(run([put('a.log', `2025 ${SYSLOG}`.slice(5)), '--tz', 'UTC', '-q']).stdout).toMatch(
      /^20\d\d-07-29T16:00:01\.000000\+0000 pve kernel: Out of memory/,
    ))
  test('filters hold', () => {
    const path = put('b.log.gz', gzipSync(SYSLOG))
    expect(run([path, '-k', '-q', '--tz', 'UTC']).stdout.split('\n').length).toBe(2)
    expect(run([path, '-u', 'pvestatd', '-q', '--json']).stdout).toContain('"MESSAGE":"status update time (8.2 seconds)"')
    expect(run([path, '-g', 'OUT OF', '-q']).stdout).toBe('')
    expect(run([path, '-g', 'out of', '-q', '-n', '1']).stdout).toContain('Out of memory')
  })
  test('a boot that a text log cannot tell is said so', () => {
    const { stdout, stderr } = run([journal, put('c.log', SYSLOG), '-b', '--json'])
    expect(stdout).not.toContain('Killed process 4242')
    expect(stderr).toContain('names no boots')
  })
  test('terminal sequences do not get through', () =>
    expect(run([put('evil.log', `Jul 29 16:00:01 pve kernel: \u001b[2Jx\u0007\n`), '-q']).stdout).not.toContain('\u001b'))
})

describe('usage', () => {
  test.each([
    [['-g', '('], 'regular expression'],
    [['-n', 'many'], 'number of lines'],
    [['-o', 'verbose'], 'form'],
    [['--since', 'whenever'], 'not a time'],
  ])('%j', (args, says) => {
    const { status, stderr } = run([journal, ...args])
    expect(status).toBe(2)
    expect(stderr).toContain(says)
  })
  test('-o FILE writes there', () => {
    const path = join(folder, 'out.json')
    expect(run([journal, '-n', '2', '-o', path]).stdout).toBe('')
    expect(objects(readFileSync(path, 'utf8'))).toHaveLength(2)
  })
})
