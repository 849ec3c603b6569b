// `npm run new cause memory.foo`, `npm run new pattern foo`, `npm run new parser foo`: the unit, its test and the registry.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { templates } from './new/templates.ts'

const root = join(import.meta.dirname, '..')
const [kind, name] = process.argv.slice(2)
const template = kind === undefined ? undefined : templates[kind]
if (!template || !name || !template.name.test(name)) {
  console.error(`Usage: npm run new <${Object.keys(templates).join('|')}> <name>, for example: npm run new cause memory.huge-pages`)
  process.exit(2)
}
for (const [path, text] of template.files(name)) {
  if (existsSync(join(root, path))) {
    console.error(`${path} is there already; nothing was written over it.`)
    process.exit(2)
  }
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  console.log(`wrote ${path}`)
}
execFileSync(process.execPath, [join(root, 'scripts/generate.ts'), '--registries'], { stdio: 'inherit' })
console.log(template.next)
