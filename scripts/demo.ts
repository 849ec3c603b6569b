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
if (shown.status === null || shown.status > 1) process.exit(shown.status ?? 3)
for (const name of ['report.md', 'report.html', 'report.json']) {
  const written = spawnSync(program, ['analyze', incident, '--quiet', '-o', join(target, name)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (written.status === null || written.status > 1) process.exit(written.status ?? 3)
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
