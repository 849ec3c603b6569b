// What users get, for Node 24, made by `npm ci` (prepare) and for releases: the program, and parts that it loads when a command needs them.
import { copyFileSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
const { metafile } = await build({
  metafile: true,
  entryPoints: { whydown: join(root, 'src/cli/main.ts') },
  outdir: dist,
  // `whydown --help` must not read the pattern of every line a kernel ever printed.
  splitting: true,
  chunkNames: 'part-[hash]',
  minifySyntax: true,
  minifyWhitespace: true,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  legalComments: 'linked',
  // commander and tar-stream are CommonJS and ask for `require`.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  logLevel: 'warning',
})
const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)))
for (const name of readdirSync(dist)) if (name.startsWith('part-') && !made.has(name)) rmSync(join(dist, name))

// The page: one script, one style sheet, no CDN.
await build({
  entryPoints: [join(root, 'web/src/main.tsx')],
  outfile: join(root, 'dist/web/app.js'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'warning',
})
await build({ entryPoints: [join(root, 'web/style.css')], outfile: join(root, 'dist/web/style.css'), minify: true, logLevel: 'warning' })
for (const name of ['index.html', 'icon.svg']) copyFileSync(join(root, 'web', name), join(root, 'dist/web', name))
