// `npm run check`: everything a change must pass besides the tests, side by side, one line each.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = join(root, 'node_modules/.bin')
const CHECKS: readonly (readonly [string, readonly string[]])[] = [
  ['types', [join(bin, 'tsc'), '-p', '.']],
  ['types of the page', [join(bin, 'tsc'), '-p', 'web']],
  ['lint', [join(bin, 'oxlint'), '--deny-warnings', 'src', 'scripts', 'bench', 'web', 'test']],
  ['format', [join(bin, 'oxfmt'), '--check', 'src', 'scripts', 'bench', 'web', 'test']],
  ['one-way imports', [process.execPath, 'scripts/check-imports.ts']],
  ['generated files fresh', [process.execPath, 'scripts/generate.ts', '--check']],
  ['every unit has its test', [process.execPath, 'scripts/check-units.ts']],
]

const run = ([name, [command, ...args]]: (typeof CHECKS)[number]) =>
  new Promise<boolean>((resolve) => {
    const started = performance.now()
    let output = ''
    const child = spawn(command!, args, { cwd: root })
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
      if (code !== 0) console.log(output.trimEnd())
      resolve(code === 0)
    })
  })

const results = await Promise.all(CHECKS.map(run))
if (results.includes(false)) process.exit(1)
