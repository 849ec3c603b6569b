// Imports run one way: a module may use those before it, and only through their index. Nothing but the command line prints,
// reads the clock or is left to chance: the same evidence must give the same bytes.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const src = join(import.meta.dirname, '..', 'src')
const ORDER = [
  'model',
  'config',
  'bundle',
  'journal',
  'parse',
  'capacity',
  'timeline',
  'causes',
  'diagnose',
  'report',
  'runbook',
  'collect',
  'doctor',
  'notify',
  'store',
  'incidents',
  'watch',
  'server',
  'accuracy',
  'cli',
]
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\bconsole\.\w+\(/, 'prints'],
  [/\bDate\.now\(|\bnew Date\(\)/, 'reads the clock'],
  [/\bMath\.random\(/, 'is left to chance'],
  [/\bprocess\.(?:argv|exit)\b/, 'belongs to the command line'],
]
const CLOCK_AND_CHANCE = new Set(['reads the clock', 'is left to chance'])
/** These touch the world: they may read the clock (handed in where it decides something) and make random names. */
const TOUCH_THE_WORLD = new Set(['collect', 'notify', 'store', 'incidents', 'watch', 'server', 'cli'])
const problems: string[] = []

for (const name of readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((n) => n.endsWith('.ts'))) {
  const text = readFileSync(join(src, name), 'utf8')
  const [module = ''] = name.split('/')
  const test = /\.test\.ts$|\.fixture\.ts$|verify\.ts$/.test(name)
  if (module !== 'cli' && !test)
    for (const [pattern, what] of FORBIDDEN)
      if (!(TOUCH_THE_WORLD.has(module) && CLOCK_AND_CHANCE.has(what)) && pattern.test(text))
        problems.push(`src/${name} ${what}: ${pattern.exec(text)![0]}`)
  for (const [, specifier] of text.matchAll(/(?:from|import) '(\.[^']+)'/g)) {
    const target = normalize(join(dirname(name), specifier!))
    const [other = ''] = target.split('/')
    if (other === module || target.startsWith('..')) continue
    const [from, to] = [ORDER.indexOf(module), ORDER.indexOf(other)]
    if (to === -1 || from === -1) problems.push(`src/${name}: ${other} is not a known module`)
    else if (!test && (to > from || module === 'journal')) problems.push(`src/${name} imports ${other}, which comes after it`)
    else if (target !== `${other}/index.ts` && !test) problems.push(`src/${name} reaches into ${target}: use ${other}/index.ts`)
  }
}
for (const problem of problems) console.log(problem)
if (problems.length > 0) process.exit(1)
