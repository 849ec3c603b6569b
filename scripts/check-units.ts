// Every unit has its test beside it. A file that only holds types, an index or generated text is no unit.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const src = join(import.meta.dirname, '..', 'src')
const EXEMPT = /(?:\.test|\.fixture|\.generated)\.ts$|(?:^|\/)index\.ts$|(?:^|\/)verify\.ts$/
const missing = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !EXEMPT.test(name))
  .filter((name) => !existsSync(join(src, name.replace(/\.ts$/, '.test.ts'))))
  .filter((name) => {
    const text = readFileSync(join(src, name), 'utf8')
    return /\bfunction\*? \w|=>|\bclass \w/.test(text.replace(/^(?:export )?(?:type|interface) [\s\S]*?\n\}?\n/gm, ''))
  })
for (const name of missing.toSorted()) console.log(`src/${name} has no test beside it`)
if (missing.length > 0) process.exit(1)
