import { readFile } from 'node:fs/promises'
import { bundleManifest, type BundleManifest } from '../model/index.ts'

/** The manifest of a bundle; null when the file is none, and why is added to the notes. */
export async function readManifest(path: string, shown: string, notes: string[]): Promise<BundleManifest | null> {
  try {
    const parsed = bundleManifest.safeParse(JSON.parse(await readFile(path, 'utf8')))
    if (parsed.success) return parsed.data
    notes.push(`${shown} is no bundle manifest (${parsed.error.issues[0]?.message}); the files beside it were read without it.`)
  } catch {
    notes.push(`${shown} is not JSON; the files beside it were read without it.`)
  }
  return null
}
