import { readFile } from 'node:fs/promises'
import type { BundleManifest } from '../model/index.ts'
import { openBundle } from './members.ts'
import { createPseudonyms } from './pseudonyms.ts'
import { createBundle } from './write.ts'

/**
 * A bundle that can be shown to others: secrets taken out once more, names and addresses replaced, the same one always by the
 * same. What it tells stays: the diagnosis of it is the same.
 */
export async function scrubBundle(from: string, to: string): Promise<{ manifest: BundleManifest; counts: Record<string, number> }> {
  const bundle = await openBundle(from)
  try {
    const { manifest, files } = bundle
    const nodesOf = (side: 'host' | 'guest') =>
      [
        ...new Set(
          manifest.artifacts.filter((artifact) => artifact.side === side).flatMap(({ node, path }) => [node ?? '', machineOf(path) ?? '']),
        ),
      ].toSorted()
    const pseudonyms = createPseudonyms(nodesOf('host'), [...nodesOf('guest'), ...(await guestNames(files))])
    const out = await createBundle(to)
    for (const { path, sha256: _, bytes: __, node, ...facts } of manifest.artifacts) {
      const file = files.get(path)
      if (file === undefined) continue
      const text = (await readFile(file)).toString('latin1')
      await out.add(pseudonyms.path(path), Buffer.from(text.split('\n').map(pseudonyms.line).join('\n'), 'latin1'), {
        ...facts,
        ...(node === undefined ? {} : { node: pseudonyms.path(node) }),
      })
    }
    const { schema: _schema, artifacts: _artifacts, redacted: _redacted, ...rest } = manifest
    const told = replaceStrings(rest, pseudonyms.line) as typeof rest
    return {
      manifest: await out.finish({
        ...told,
        ...(told.clocks
          ? { clocks: told.clocks.map((clock, n) => ({ ...clock, machine: pseudonyms.path(manifest.clocks![n]!.machine) })) }
          : {}),
        ...(told.commands
          ? { commands: told.commands.map((command, n) => ({ ...command, machine: pseudonyms.path(manifest.commands![n]!.machine) })) }
          : {}),
        ...(told.coverage
          ? { coverage: told.coverage.map((row, n) => ({ ...row, source: pseudonyms.path(manifest.coverage![n]!.source) })) }
          : {}),
        pseudonyms: true,
      }),
      counts: pseudonyms.counts(),
    }
  } finally {
    await bundle.close()
  }
}

const machineOf = (path: string): string | undefined => /^(?:nodes|guests)\/([^/]+)\//.exec(path)?.[1]

/** Guests that are only configured are named too. */
async function guestNames(files: ReadonlyMap<string, string>): Promise<string[]> {
  const names = new Set<string>()
  for (const [path, file] of files) {
    if (!/\/guests\.txt$|\.conf$|resources\.ndjson$/.test(path)) continue
    const text = await readFile(file, 'utf8')
    for (const [, name] of text.matchAll(/(?:^|:)(?:host)?name: (\S+)\s*$/gm)) names.add(name!)
    for (const [, name] of text.matchAll(/"name":"([^"]+)"/g)) names.add(name!)
  }
  return [...names].toSorted()
}

function replaceStrings(value: unknown, line: (text: string) => string): unknown {
  if (typeof value === 'string') return value.split('\n').map(line).join('\n')
  if (Array.isArray(value)) return value.map((one) => replaceStrings(one, line))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaceStrings(one, line)]))
  return value
}
