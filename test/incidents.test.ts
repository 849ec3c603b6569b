import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const INCIDENT = 'fixtures/incidents/maas-2025-07-29'
const ID = 'MAAS-2025-07-29-001'
let folder = ''
// Built once: forty starts from the sources take longer than everything that is tested.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-incidents-cli-'))
  await build({
    entryPoints: [join(ROOT, 'src/cli/main.ts')],
    outdir: join(folder, 'program'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    logLevel: 'error',
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (args: readonly string[], env: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'program/main.mjs'), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, WHYDOWN_STORE: join(folder, 'store'), WHYDOWN_BY: 'gshiva', NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
  })
  return { status, stdout, stderr }
}
const ok = (...args: string[]) => {
  const result = run(args)
  expect(result, args.join(' ')).toMatchObject({ status: 0 })
  return result
}

// One story: each step rests on those before it.
test('an analysis is kept with its evidence, once', () => {
  expect(ok('analyze', INCIDENT, '--save').stderr).toContain(`${ID} kept as a draft`)
  expect(ok('analyze', INCIDENT, '--save').stderr).toContain('is kept already')
  expect(readdirSync(join(folder, 'store/bundles'))).toEqual([ID])
})

test('list, search and show fit into 80 columns and say what is left to do', () => {
  const { stdout } = ok('incidents', 'list')
  expect(stdout).toContain(ID)
  expect(stdout).toContain('6 actions open')
  const shown = ok('incidents', 'show', 'maas').stdout
  for (const line of [...stdout.split('\n'), ...shown.split('\n')]) expect(line.length).toBeLessThanOrEqual(80)
  expect(shown).toContain(`whydown incidents review ${ID}`)
  expect(ok('incidents', 'search', 'oom', 'maas').stdout).toContain(ID)
  expect(ok('incidents', 'search', 'nothing-like-this').stdout).toContain('No incident matches')
})

test('people’s words: who, impact, severity, notes, a headline that cites', () => {
  ok('incidents', 'assign', ID, '--commander', 'SRE Team', '--author', 'SRE Team')
  ok(
    'incidents',
    'edit',
    ID,
    '--severity',
    'P1',
    '--because',
    'DHCP of everybody',
    '--impact',
    'No leases',
    '--headline',
    'DHCP was gone [1]',
  )
  ok('incidents', 'annotate', ID, 'Users', 'report', 'disk', 'noise', '--at', '2025-07-29 16:25')
  const { incident } = JSON.parse(ok('incidents', 'show', ID, '--json').stdout)
  expect(incident).toMatchObject({
    severity: 'P1',
    impact: 'No leases',
    commander: 'SRE Team',
    annotations: [{ at: '2025-07-29T23:25:00.000Z', text: 'Users report disk noise', by: 'gshiva' }],
  })
  const [edit] = incident.edits
  expect(incident.document.evidence.find(({ ref }: { ref: string }) => ref === edit.refs[0]).text).toContain('Killed process 1705')
  const refused = run(['incidents', 'edit', ID, '--headline', 'x [99]'])
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('no such line')])
})

test('actions by hand, and what holds', () => {
  expect(
    ok(
      'actions',
      'add',
      ID,
      'Reduce MAAS to 6 GiB',
      '--kind',
      'immediate',
      '--owner',
      'SRE',
      '--due',
      '2025-08-05',
      '--check',
      'guest-memory:guest=102,atMostMiB=6144',
    ).stdout,
  ).toBe(`${ID}.7\n`)
  const { incident: aimed } = JSON.parse(ok('incidents', 'show', ID, '--json').stdout)
  expect(aimed.actionItems[6].verifier, 'a guest of that id elsewhere is another machine').toEqual({
    id: 'guest-memory',
    target: { guest: '102', atMostMiB: 6144, name: 'maas' },
  })
  const looked = ok('actions', 'verify', ID, '--from', INCIDENT).stdout
  expect(looked).toMatch(/7\.\s+Reduce MAAS to 6 GiB\n\s+NOT DONE: Guest 102 has 8192 MiB/)
  expect(looked).toContain('qm-config-102.txt:5')
  expect(looked).toContain('CANNOT BE SEEN')
  const conf = join(folder, '102.conf')
  writeFileSync(conf, 'memory: 6144\nname: maas\n')
  expect(ok('actions', 'verify', `${ID}.7`, '--from', conf).stdout).toContain('CANNOT BE SEEN')
  const place = join(folder, 'vm-102.conf')
  writeFileSync(place, 'memory: 6144\nname: maas\n')
  expect(ok('actions', 'verify', `${ID}.7`, '--from', place).stdout).toContain('DONE: Guest 102 has 6144 MiB')
  expect(ok('actions', 'verify', `${ID}.7`, '--from', INCIDENT).stdout).toContain('UNDONE AGAIN')
  expect(ok('incidents', 'due', '--until', '2025-08-31').stdout).toContain(`${ID}.7`)
  expect(run(['actions', 'drop', `${ID}.7`]).stderr).toContain('needs a reason')
})

test('hostile words of people and logs steer no terminal', () => {
  const hostile = `\u001b[2J\u001b]0;x\u0007\u202eevil`
  ok('actions', 'add', ID, `do ${hostile}`, '--owner', `me ${hostile}`, '--due', '2025-08-01')
  ok('incidents', 'annotate', ID, `seen ${hostile}`)
  ok('incidents', 'edit', ID, '--summary', `sum ${hostile}`, '--impact', `felt ${hostile}`)
  const shown = [
    ['incidents', 'show', ID],
    ['incidents', 'list'],
    ['incidents', 'due', '--until', '2025-08-31'],
    ['actions', 'list'],
    ['actions', 'verify', ID, '--from', INCIDENT],
    ['report', ID, '--format', 'text'],
    ['report', ID, '--format', 'md'],
    ['report', ID, '--format', 'html'],
  ].map((args) => ok(...args).stdout)
  // oxlint-disable-next-line no-control-regex -- controls are what is looked for
  for (const text of shown) expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
  expect(shown[0]).toContain('evil')
})

// The prevention list of the analysis that the product comes from, with what shows that each holds where that can be seen.
test('the measures of the analysis it comes from, and which of them hold in its evidence', () => {
  const measures: readonly (readonly [string, string, string?])[] = [
    ['Reduce the MAAS VM from 8 to 6 GiB', 'immediate', 'guest-memory:guest=102,atMostMiB=6144'],
    ['Alert when the host uses 85 % of its memory', 'immediate', 'alert-in-place:about=host-memory'],
    ['Move the image sync to the small hours', 'short-term'],
    ['Limit the download concurrency', 'short-term'],
    ['Alert on memory pressure of guests', 'short-term', 'alert-in-place:about=guest-memory'],
    ['Upgrade the host to 24 to 32 GiB', 'long-term', 'host-memory:atLeastMiB=24576'],
    ['Ballooning', 'long-term', 'ballooning:guest=102'],
    ['Second DHCP server', 'long-term'],
  ]
  const ids = measures.map(([text, kind, check]) =>
    ok('actions', 'add', ID, text, '--kind', kind, ...(check ? ['--check', check] : [])).stdout.trim(),
  )
  const rules = join(folder, 'rules.yml')
  writeFileSync(
    rules,
    'groups:\n- name: h\n  rules:\n  - alert: HostMemory\n    expr: 1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes > 0.85\n',
  )
  const looks = JSON.parse(ok('actions', 'verify', ID, '--from', INCIDENT, '--from', rules, '--json').stdout) as {
    action: string
    result: string
  }[]
  expect(ids.map((id) => looks.find(({ action }) => action === id)?.result ?? 'no check')).toEqual([
    'not-done',
    'done',
    'no check',
    'no check',
    'not-done',
    'not-done',
    'not-done',
    'no check',
  ])
})

test('draft, reviewed, closed; not in another order', () => {
  expect(run(['incidents', 'close', ID])).toMatchObject({ status: 2, stderr: expect.stringContaining('nobody has reviewed it') })
  expect(ok('incidents', 'review', ID).stderr).toContain('next review')
  expect(ok('incidents', 'close', ID).stderr).toContain('still open')
  ok('incidents', 'reopen', ID, '--because', 'again')
})

test('rules of today say the same about the kept evidence', () => {
  expect(ok('incidents', 'rediagnose', ID).stdout).toContain('the answer is the same')
})

test('another answer waits for a word; more evidence too', () => {
  const document = JSON.parse(ok('report', ID, '--format', 'json').stdout)
  const file = join(folder, 'more.json')
  writeFileSync(
    file,
    JSON.stringify({ ...document, evidence: [...document.evidence, { ...document.evidence[0], ref: 'e999', text: 'one more line' }] }),
  )
  expect(ok('incidents', 'add', file).stderr).toContain('waits for a word')
  expect(ok('incidents', 'rediagnose', ID).stdout).toContain('the same answer, from more evidence')
  expect(ok('incidents', 'rediagnose', ID, '--accept').stderr).toContain('accepted')
  const [diagnosis] = document.diagnoses
  writeFileSync(file, JSON.stringify({ ...document, diagnoses: [{ ...diagnosis, conclusion: 'likely', headline: 'Another headline.' }] }))
  ok('incidents', 'add', file)
  const shown = ok('incidents', 'rediagnose', ID).stdout
  expect(shown).toMatch(/How sure\s+confirmed\n\s+now: likely/)
  expect(ok('incidents', 'rediagnose', ID, '--decline', '--because', 'we saw it').stderr).toContain('stays')
  expect(JSON.parse(ok('incidents', 'show', ID, '--json').stdout).incident).toMatchObject({ conclusion: 'confirmed', hasProposal: false })
})

test('the report has history, notes, actions and their state; JSON stays the document', () => {
  const report = ok('report', ID, '--format', 'md').stdout
  for (const part of [`${ID} (draft)`, 'Notes of people', 'undone again', 'History', 'DHCP was gone', 'set by a person'])
    expect(report).toContain(part)
  expect(JSON.parse(ok('report', ID, '--format', 'json').stdout).schema).toBe('whydown.diagnosis/v1')
})

test('a page over all incidents with their reports', () => {
  ok('incidents', 'index', '-o', join(folder, 'page'))
  expect(readFileSync(join(folder, 'page/index.html'), 'utf8')).toContain(`href="${ID}.html"`)
  expect(existsSync(join(folder, 'page', `${ID}.html`))).toBe(true)
})

test('a team moves', () => {
  const file = join(folder, 'all.tar.zst')
  ok('incidents', 'export', '-o', file)
  const there = { WHYDOWN_STORE: join(folder, 'there') }
  expect(run(['incidents', 'import', file], there)).toMatchObject({ status: 0, stdout: `${ID}  added\n` })
  expect(run(['incidents', 'rediagnose', ID], there).stdout).toContain('the answer is the same')
  run(['incidents', 'annotate', ID, 'there'], there)
  ok('incidents', 'annotate', ID, 'here')
  ok('incidents', 'export', '-o', file)
  expect(run(['incidents', 'import', file], there)).toMatchObject({ status: 2, stderr: expect.stringContaining('--renumber') })
})

test('a clock that went back is said, and the order stays', () => {
  ok('incidents', 'annotate', ID, 'now')
  const faked = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,Date.now=()=>978307200000`, join(folder, 'program/main.mjs'), 'incidents', 'annotate', ID, 'then'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, WHYDOWN_STORE: join(folder, 'store') },
    },
  )
  expect(faked).toMatchObject({ status: 0, stderr: expect.stringContaining('clock of this machine is behind') })
  const { incident } = JSON.parse(ok('incidents', 'show', ID, '--json').stdout)
  expect(incident.annotations.map(({ text }: { text: string }) => text).slice(-2)).toEqual(['now', 'then'])
})

test('a damaged store says what to do, and that works', () => {
  const file = join(folder, 'store/whydown.db')
  const bytes = readFileSync(file)
  writeFileSync(file, Buffer.concat([Buffer.alloc(4096, 0x5a), bytes.subarray(4096)]))
  const failed = run(['incidents', 'list'])
  expect([failed.status, failed.stderr]).toEqual([2, expect.stringContaining('whydown incidents recover')])
  expect(run(['incidents', 'recover']).stdout).toContain('there again')
  expect(ok('incidents', 'list').stdout).toContain(ID)
})

test('without a browser a PDF is refused with a way out', () => {
  const failed = run(['report', ID, '-o', join(folder, 'r.pdf')], { PATH: '/nonexistent', WHYDOWN_BROWSER: '' })
  expect(failed).toMatchObject({ status: 2, stderr: expect.stringContaining('apt install chromium') })
})
