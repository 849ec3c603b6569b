// The page in a real browser, on real data from the pipeline: every page, keyboard, phone, dark, hostile lines, very many lines.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { analyze } from '../../src/diagnose/index.ts'
import { fileIncident } from '../../src/incidents/index.ts'
import { createApp, listen, type Listening, type ServerParts } from '../../src/server/index.ts'
import { type IncidentStore, keepEvidence, openSqliteStore } from '../../src/store/index.ts'
import { planCapacity } from '../../src/capacity/index.ts'
import { ROOT, stateWithOutage } from './state.fixture.ts'

const CHROMIUM = '/usr/bin/chromium'
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PAGES = ['/', '/incidents', '/incidents/MAAS-2025-07-29-001', '/actions', '/capacity', '/doctor']

describe.skipIf(!existsSync(CHROMIUM))('the page', () => {
  let browser: Browser
  let listening: Listening
  let store: IncidentStore
  let hostile: string
  let many: string
  const complaints: string[] = []

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'whydown-page-'))
    store = openSqliteStore(join(folder, 'store'))
    await add([{ path: join(ROOT, 'fixtures/incidents/maas-2025-07-29') }])
    hostile = await add([{ path: hostileLog(folder), side: 'host' as const }])
    many = await addMany()
    const parts: ServerParts = {
      store,
      version: 'test',
      zone: 'UTC',
      access: { open: 'editor', secrets: [], hosts: ['127.0.0.1'], proxied: false },
      assets: join(ROOT, 'dist/web'),
      now: () => Date.parse('2025-07-30T12:00:00Z'),
      state: stateWithOutage,
      watching: true,
      analyze: async (path, side, by) => add([{ path, ...(side ? { side } : {}) }], by),
      verify: null,
      pdf: null,
      doctor: null,
      capacity: async (change) => {
        const set = (change as { set: string[] }).set.flatMap((text) => {
          const [, guest, gib] = /^(\d+)\.memory=(\d+)G$/.exec(text) ?? []
          return guest
            ? [{ kind: 'guest' as const, guest, key: 'memory' as const, kib: Number(gib) * 1024 ** 2, said: `--set ${text}` }]
            : []
        })
        const read = (name: string) => ({
          file: name,
          node: 'pve',
          text: readFileSync(join(ROOT, 'fixtures/incidents/maas-2025-07-29/nodes/pve', name), 'utf8'),
        })
        return planCapacity([read('qm-list.txt'), read('meminfo.txt')], {
          version: 'test',
          wantedFraction: 0.2,
          changes: set,
          lose: [],
          belowTouched: false,
        })
      },
      metrics: null,
      webhook: null,
    }
    listening = await listen(createApp(parts), '127.0.0.1', 0)
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await listening?.close()
    await store?.close()
  })

  const add = async (inputs: { path: string; side?: 'host' | 'guest' }[], by = 'whydown') => {
    const document = await analyze(inputs, { version: 'test' })
    const kept = await keepEvidence(store.folder, inputs, { zone: document.zone.name })
    return (
      await fileIncident(store, document, {
        stamp: { by, at: Date.parse('2025-07-30T12:00:00Z') },
        ...('recipe' in kept ? { evidence: kept } : {}),
      })
    ).id
  }
  /** An incident with a hundred thousand lines of evidence, made from the real one. */
  const addMany = async () => {
    const document = await analyze([{ path: join(ROOT, 'fixtures/incidents/maas-2025-07-29') }], { version: 'test' })
    const line = document.evidence[0]!
    const start = Date.parse('2024-01-01T00:00:00Z')
    const shift = (at: string | null) => (at === null ? null : new Date(Date.parse(at) - 365 * 86_400_000).toISOString())
    const diagnosis = structuredClone(document.diagnoses[0]!)
    diagnosis.outage.from = shift(diagnosis.outage.from)
    diagnosis.outage.to = shift(diagnosis.outage.to)
    const evidence = [
      ...document.evidence.map((item) => ({ ...item, at: shift(item.at) })),
      ...Array.from({ length: 100_000 }, (_, n) => ({
        ...line,
        ref: `m${n}`,
        line: n + 1,
        at: new Date(start + n * 60_000).toISOString(),
        says: `line number ${n}`,
        text: `line number ${n}`,
      })),
    ]
    const { id } = await store.add(
      {
        document: {
          ...document,
          diagnoses: [{ ...diagnosis, timeline: [...diagnosis.timeline, ...evidence.slice(-100_000).map(({ ref }) => ref)] }],
          evidence,
        },
        actions: [],
      },
      { by: 'whydown', at: start },
    )
    return id
  }
  const visit = async (path: string, options: { width?: number; dark?: boolean } = {}): Promise<Page> => {
    const page = await browser.newPage({
      viewport: { width: options.width ?? 1440, height: 900 },
      colorScheme: options.dark ? 'dark' : 'light',
    })
    page.on('console', (message) => message.type() === 'error' && complaints.push(`${path}: ${message.text()}`))
    page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`))
    await page.goto(listening.url.replace(/\/$/, '') + path)
    await page.waitForSelector('main h1')
    return page
  }

  test.each(PAGES)('%s: no complaint of axe in light and dark, nothing wider than a phone', async (path) => {
    for (const dark of path === '/' || path.includes('MAAS') ? [false, true] : [true]) {
      const page = await visit(path, { dark })
      const found = (await page.evaluate(
        `(() => { ${AXE}; return axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }) })()`,
      )) as { violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }
      expect(
        found.violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .slice(0, 3)
              .map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`)
              .join(' | ')}`,
        ),
      ).toEqual([])
      await page.close()
    }
    const phone = await visit(path, { width: 390 })
    await phone.waitForTimeout(200)
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await phone.close()
  })

  test('now says what is down and why, and which node is full again', async () => {
    const page = await visit('/')
    expect(await page.textContent('h1')).toContain('102 (maas) is down.')
    expect(await page.textContent('main')).toContain('8.0 if started')
    await page.close()
  })

  test('a claim opens its log lines with the lines around; Escape gives the focus back', async () => {
    const page = await visit('/incidents/MAAS-2025-07-29-001')
    await page.click('.because .cite')
    await page.waitForSelector('.drawer .hit')
    expect(await page.textContent('.drawer')).toContain('Out of memory: Killed process 1705 (kvm)')
    expect(await page.locator('.drawer .log div:not(.hit)').count()).toBeGreaterThan(1)
    await page.keyboard.press('Escape')
    expect(await page.locator('.drawer').count()).toBe(0)
    expect(await page.evaluate("document.activeElement.className.split(' ')[0]")).toBe('cite')
    await page.close()
  })

  test('the keyboard reaches pages, citations, the timeline and its zoom', async () => {
    const page = await visit('/incidents/MAAS-2025-07-29-001')
    await page.keyboard.press(']')
    expect(await page.evaluate("document.activeElement.className.split(' ')[0]")).toBe('cite')
    await page.keyboard.press('4')
    await expect.poll(() => page.getAttribute('[data-span="4"]', 'aria-pressed')).toBe('true')
    await page.focus('.ov')
    await page.keyboard.press('+')
    await expect.poll(() => page.getAttribute('[data-span="4"]', 'aria-pressed')).toBe('false')
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await page.waitForURL('**/incidents')
    await page.waitForSelector('.rec a.row')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/incidents/*')
    await page.close()
  })

  test('a note, an owner and a status are kept and seen without a reload', async () => {
    const page = await visit('/incidents/MAAS-2025-07-29-001')
    const other = await visit('/incidents/MAAS-2025-07-29-001')
    await page.fill('#note-text', 'Leases are 24 h; nobody lost an address.')
    await page.click('form:has(#note-text) button')
    await other.waitForSelector('.hist .person:has-text("nobody lost an address")', { timeout: 10_000 })
    await page.fill('.acttab tbody tr:first-child input[aria-label^="Owner"]', 'SRE')
    await page.keyboard.press('Tab')
    await page.selectOption('.acttab tbody tr:first-child select', 'in-progress')
    await expect
      .poll(async () => (await store.actions({ incident: 'MAAS-2025-07-29-001' }))[0], { timeout: 5000 })
      .toMatchObject({ owner: 'SRE', status: 'in-progress' })
    await page.close()
    await other.close()
  })

  test('the what-if answers while the slider moves', async () => {
    const page = await visit('/capacity')
    await expect.poll(() => page.textContent('h1')).toMatch(/keeps 0\.0 GiB, 0 %/)
    await page.waitForSelector('.slide')
    await page.locator('.slide:has-text("102 (maas)") input').fill(String(6 * 1024 ** 2))
    await expect.poll(() => page.textContent('h1')).toContain('12.5 %')
    expect(await page.textContent('main')).toContain('whydown capacity --set 102.memory=6G')
    expect(page.url()).toContain('set=102%3D6G')
    await page.close()
  })

  test('a log that is dropped is diagnosed and opened', async () => {
    const page = await visit('/incidents')
    await page.setInputFiles(
      'input[type=file]',
      join(ROOT, 'fixtures/incidents/host-fatal-mce', 'serial.txt').replace('serial.txt', firstFile('host-fatal-mce')),
    )
    await page.waitForURL('**/incidents/*', { timeout: 20_000 })
    await page.waitForSelector('.verdict h1')
    await page.close()
  })

  test('hostile lines are shown harmless: no script, no escape codes, no turned words, long lines cut', async () => {
    const page = await visit(`/incidents/${hostile}`)
    await page.click('.because .cite')
    await page.waitForSelector('.drawer .hit')
    while (await page.locator('.dact .btn:has-text("20 more lines")').count()) {
      await page.locator('.dact .btn:has-text("20 more lines")').first().click()
      await page.waitForTimeout(150)
      if ((await page.textContent('.drawer'))?.includes('MARKER')) break
    }
    const text = (await page.textContent('.drawer')) ?? ''
    expect(text).toContain('<script>window.pwned = 1</script>')
    expect(text).toContain('␛[31m')
    expect(text).toContain('⟨U+202E⟩')
    expect(text).toMatch(/more characters/)
    expect(await page.evaluate('window.pwned')).toBeUndefined()
    expect(await page.locator('.drawer script, .drawer img').count()).toBe(0)
    await page.close()
  })

  test('a hundred thousand lines: few nodes in the page, and the end of the list is reached', async () => {
    const page = await visit(`/incidents/${many}`)
    await page.waitForSelector('.tl svg')
    await page.click('details summary:has-text("lines as a list")')
    await page.waitForSelector('.vlist .rowx')
    expect(await page.evaluate("document.querySelectorAll('*').length")).toBeLessThan(6000)
    await page.locator('.vlist').evaluate((list) => (list.scrollTop = list.scrollHeight))
    await page.waitForSelector('.vlist .rowx:has-text("line number 99999")')
    await page.close()
  })

  test('no page complained on the console', () => expect(complaints).toEqual([]))
})

const firstFile = (incident: string) =>
  readFileNames(join(ROOT, 'fixtures/incidents', incident)).find((name) => name !== 'manifest.json') ?? ''
function readFileNames(folder: string): string[] {
  const { readdirSync } = createRequire(import.meta.url)('node:fs') as typeof import('node:fs')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name))
}

/** A host's log of a real kill with lines around it that try everything. */
function hostileLog(folder: string): string {
  const stamp = (s: number) => `2025-08-01T10:00:${String(s).padStart(2, '0')}.000000+00:00 pve`
  const path = join(folder, 'hostile.log')
  writeFileSync(
    path,
    [
      ...Array.from({ length: 20 }, (_, n) => `${stamp(0)} cron[${n}]: run ${n}`),
      `${stamp(1)} app[9]: <script>window.pwned = 1</script><img src=x onerror="window.pwned=1">`,
      `${stamp(2)} app[9]: \u001b[31mred\u001b[0m \u001b]0;title\u0007`,
      `${stamp(3)} app[9]: \u202Egnitirw desrever\u202C MARKER`,
      `${stamp(4)} app[9]: ${'long '.repeat(200_000)}`,
      `${stamp(5)} kernel: kvm invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0`,
      `${stamp(5)} kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/104.scope,task=kvm,pid=4321,uid=0`,
      `${stamp(5)} kernel: Out of memory: Killed process 4321 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0`,
      `${stamp(6)} systemd[1]: 104.scope: A process of this unit has been killed by the OOM killer.`,
      `${stamp(6)} systemd[1]: 104.scope: Failed with result 'oom-kill'.`,
      ...Array.from(
        { length: 100 },
        (_, n) => `${stamp(10 + (n % 40))} ${['sshd', 'cron', 'pvestatd', 'smartd'][n % 4]}[${n}]: ordinary ${n}`,
      ),
    ].join('\n'),
  )
  return path
}
