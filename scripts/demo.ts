// `npm run demo [incident]`: what a user sees first. Runs the built program on an included incident.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const incidents = readdirSync(join(root, 'fixtures/incidents'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted()
const asked = process.argv[2] ?? 'maas-2025-07-29'
if (!incidents.includes(asked)) {
  console.error(`There is no incident "${asked}". Included: ${incidents.join(', ')}`)
  process.exit(2)
}

const incident = join('fixtures/incidents', asked)
const program = join(root, 'bin/whydown')
const target = join(root, 'demo-report')
mkdirSync(target, { recursive: true })

const started = performance.now()
const shown = spawnSync(program, ['analyze', incident, '--quiet'], { cwd: root, stdio: 'inherit' })
const seconds = (performance.now() - started) / 1000
// 3: the evidence does not settle it, which is an answer too.
const answered = (status: number | null) => status === 0 || status === 3
if (!answered(shown.status)) process.exit(shown.status ?? 1)
for (const name of ['report.md', 'report.html', 'report.json']) {
  const written = spawnSync(program, ['analyze', incident, '--quiet', '-o', join(target, name)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (!answered(written.status)) process.exit(written.status ?? 1)
}
console.log(`  Reports      demo-report/report.html (open it in a browser), report.md, report.json`)
console.log(`  Took         ${seconds.toFixed(2)} s from the files in ${incident}`)
console.log(
  `  Others       ${
    incidents
      .filter((name) => name !== asked)
      .map((name) => `npm run demo ${name}`)
      .join(', ') || 'none yet'
  }`,
)
