import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type BundleManifest } from '../model/index.ts'
import { openBundle } from './members.ts'

export interface Inspection {
  readonly manifest: BundleManifest
  /** Files whose bytes are not what the manifest says, or that it does not list, or that are gone. */
  readonly problems: readonly string[]
}

export async function inspectBundle(path: string): Promise<Inspection> {
  const bundle = await openBundle(path)
  try {
    const { manifest, files } = bundle
    const problems: string[] = []
    for (const artifact of manifest.artifacts) {
      const file = files.get(artifact.path)
      if (file === undefined) problems.push(`${artifact.path} is missing`)
      else if (
        createHash('sha256')
          .update(await readFile(file))
          .digest('hex') !== artifact.sha256
      )
        problems.push(`${artifact.path} was changed after it was collected`)
    }
    const listed = new Set(manifest.artifacts.map((artifact) => artifact.path))
    for (const file of files.keys()) if (!listed.has(file)) problems.push(`${file} is not in the manifest`)
    return { manifest, problems: problems.toSorted() }
  } finally {
    await bundle.close()
  }
}

/** What two bundles differ in, one sentence each; empty when they hold the same. */
export async function diffBundles(before: string, after: string): Promise<string[]> {
  const [a, b] = [(await inspectBundle(before)).manifest, (await inspectBundle(after)).manifest]
  const said: string[] = []
  const [left, right] = [new Map(a.artifacts.map((one) => [one.path, one])), new Map(b.artifacts.map((one) => [one.path, one]))]
  for (const path of [...new Set([...left.keys(), ...right.keys()])].toSorted()) {
    const [x, y] = [left.get(path), right.get(path)]
    if (!y) said.push(`- ${path}`)
    else if (!x) said.push(`+ ${path}`)
    else {
      const how = [
        ...(x.sha256 === y.sha256 ? [] : [`${x.bytes} to ${y.bytes} bytes`]),
        ...(x.coverage?.status === y.coverage?.status ? [] : [`${x.coverage?.status ?? 'unknown'} to ${y.coverage?.status ?? 'unknown'}`]),
      ]
      if (how.length > 0) said.push(`~ ${path}: ${how.join(', ')}`)
    }
  }
  const rows = (manifest: BundleManifest) =>
    new Map((manifest.coverage ?? []).map((row) => [row.source, `${row.status}${row.because === undefined ? '' : ` (${row.because})`}`]))
  const [lost, found] = [rows(a), rows(b)]
  for (const source of [...new Set([...lost.keys(), ...found.keys()])].toSorted())
    if (lost.get(source) !== found.get(source))
      said.push(`~ ${source}: ${lost.get(source) ?? 'there'}, then ${found.get(source) ?? 'there'}`)
  for (const [name, value] of [
    ['window', (m: BundleManifest) => m.window && `${m.window.from} to ${m.window.to}`],
    ['subject', (m: BundleManifest) => m.subject],
  ] as const)
    if (value(a) !== value(b)) said.push(`~ ${name}: ${value(a) ?? 'none'}, then ${value(b) ?? 'none'}`)
  return said
}
