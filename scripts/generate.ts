// Writes what is generated: the registries of units, the JSON Schemas, the pages of the causes and the output in the README.
// `--check` writes nothing and fails when a file is not what it would write.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { registries } from './generate/registries.ts'

const root = join(import.meta.dirname, '..')
const check = process.argv.includes('--check')
const onlyRegistries = process.argv.includes('--registries')

const read = (path: string): string | null => {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return null
  }
}

const wanted = new Map<string, string>(registries(root))
let stale = 0
const settle = (path: string, text: string): void => {
  if (read(path) === text) return
  stale++
  if (check) {
    console.log(`stale: ${path}`)
    return
  }
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  console.log(`wrote ${path}`)
}

for (const [path, text] of wanted) settle(path, text)
if (!onlyRegistries) {
  // Loaded only now: they import the registries, which may just have lost a unit.
  const { causalMap } = await import('./generate/causal-map.ts')
  const { causePages } = await import('./generate/cause-pages.ts')
  const { readmeWithOutput } = await import('./generate/readme.ts')
  const { schemas } = await import('./generate/schemas.ts')
  const { collectorPage } = await import('./generate/collector-page.ts')
  const { keyOrders } = await import('./generate/key-orders.ts')
  const pages = await causePages()
  const map = await causalMap(root)
  for (const [path, text] of [
    ...pages,
    ...map,
    ...schemas(),
    ['docs/guide/collectors.md', collectorPage()] as const,
    keyOrders(),
    ['README.md', await readmeWithOutput(root, read('README.md') ?? '')] as const,
  ])
    settle(path, text)
  for (const name of readdirSync(join(root, 'docs/causes'))) {
    const path = `docs/causes/${name}`
    if (pages.has(path)) continue
    stale++
    if (check) console.log(`left over: ${path}`)
    else rmSync(join(root, path))
  }
}
if (check && stale > 0) {
  console.log('Run: npm run generate')
  process.exit(1)
}
