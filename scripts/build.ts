// The bundle that users get: one file for Node 24, made by `npm ci` (prepare) and for releases.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
await build({
  entryPoints: [join(root, 'src/cli/main.ts')],
  outfile: join(root, 'dist/whydown.js'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  legalComments: 'linked',
  // commander and tar-stream are CommonJS and ask for `require`.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  logLevel: 'warning',
})

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
