// The bundle that users get: one file for Node 24, made by `npm ci` (prepare) and for releases.
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
