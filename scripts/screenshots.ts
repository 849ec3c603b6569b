// `npm run screenshots`: the pictures of the README, from the built page on the included incident.
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { planCapacity } from '../src/capacity/index.ts'
import { readTexts } from '../src/cli/capacity.ts'
import { analyze } from '../src/diagnose/index.ts'
import { fileIncident } from '../src/incidents/index.ts'
import { createApp, listen } from '../src/server/index.ts'
import { keepEvidence, openSqliteStore } from '../src/store/index.ts'
import { stateWithOutage } from '../test/web/state.fixture.ts'

const root = join(import.meta.dirname, '..')
const target = join(root, 'docs/pictures')
const NOW = Date.parse('2025-07-30T12:00:00Z')
const MAAS = join(root, 'fixtures/incidents/maas-2025-07-29')
const PAGES = [
  ['now', '/', 1280, 'dark'],
  ['incident', '/incidents/MAAS-2025-07-29-001', 1280, 'light'],
  ['capacity', '/capacity?set=102=6G', 1280, 'light'],
  ['phone', '/incidents/MAAS-2025-07-29-001', 390, 'dark'],
] as const

mkdirSync(target, { recursive: true })
const store = openSqliteStore(mkdtempSync(join(tmpdir(), 'whydown-pictures-')))
const document = await analyze([{ path: MAAS }], { version: '' })
const kept = await keepEvidence(store.folder, [{ path: MAAS }], { zone: document.zone.name })
await fileIncident(store, document, { stamp: { by: 'whydown', at: NOW }, ...('recipe' in kept ? { evidence: kept } : {}) })
const files = await readTexts([MAAS])
const changed = [{ kind: 'guest' as const, guest: '102', key: 'memory' as const, kib: 6 * 1024 ** 2, said: '--set 102.memory=6G' }]
const listening = await listen(
  createApp({
    store,
    version: '',
    zone: 'America/Los_Angeles',
    access: { open: 'viewer', secrets: [], hosts: ['127.0.0.1'], proxied: false },
    assets: join(root, 'dist/web'),
    now: () => NOW,
    state: stateWithOutage,
    watching: true,
    analyze: async () => '',
    verify: null,
    pdf: null,
    doctor: null,
    capacity: async () => planCapacity(files, { version: '', wantedFraction: 0.2, changes: changed, lose: [], belowTouched: false }),
    metrics: null,
    webhook: null,
  }),
  '127.0.0.1',
  0,
)
const browser = await chromium.launch({
  executablePath: process.env['WHYDOWN_BROWSER'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
for (const [name, path, width, colorScheme] of PAGES) {
  const page = await browser.newPage({ viewport: { width, height: width < 500 ? 844 : 900 }, colorScheme })
  // The state of the picture is of that night.
  await page.clock.setFixedTime(new Date('2025-07-29T23:47:02Z'))
  await page.goto(listening.url.replace(/\/$/, '') + path)
  await page.waitForSelector('main h1')
  await page.waitForTimeout(800)
  await page.screenshot({ path: join(target, `${name}.png`) })
  await page.close()
  console.log(`docs/pictures/${name}.png`)
}
await browser.close()
await listening.close()
await store.close()
