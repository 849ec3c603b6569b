// Every unit has its test beside it. A unit is what registers itself (`define…(`) or what a module shows to the others through
// its index. Commands only name options: the program itself is tested in a process of its own (test/).
// Files that only serve a unit of the same folder are tested through it; files that hold only types are none.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const src = join(import.meta.dirname, '..', 'src')
const names = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
const EXEMPT = /(?:\.test|\.fixture|\.generated)\.ts$|(?:^|\/)(?:index|verify)\.ts$/

const shown = new Set(
  names
    .filter((name) => /(?:^|\/)index\.ts$/.test(name))
    .flatMap((index) =>
      [...readFileSync(join(src, index), 'utf8').matchAll(/^export (?!type).* from '(\.[^']+)'/gm)].map((match) =>
        normalize(join(dirname(index), match[1]!)),
      ),
    ),
)
const holdsCode = (text: string) =>
  /\bfunction\*? \w|=>[^;\n]*[^;\n,)>\]]\n|=> \{|\bclass \w/.test(text.replace(/^(?:export )?(?:type|interface) [\s\S]*?\n\}?\n/gm, ''))
const isUnit = (name: string) => {
  const text = readFileSync(join(src, name), 'utf8')
  return /= define[A-Z]\w*\(/.test(text) || (shown.has(name) && holdsCode(text) && !/^export const define\w+ = /m.test(text))
}

const missing = names.filter(
  (name) =>
    !name.startsWith('cli/commands/') && !EXEMPT.test(name) && isUnit(name) && !existsSync(join(src, name.replace(/\.ts$/, '.test.ts'))),
)
for (const name of missing.toSorted()) console.log(`src/${name} has no test beside it`)
if (missing.length > 0) process.exit(1)
