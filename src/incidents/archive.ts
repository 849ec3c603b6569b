import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import { z } from 'zod'
import { diagnosisDocument, evidenceRecipe, historyEntry, incident, actionCheck, WhydownError } from '../model/index.ts'
import type { IncidentCopy, IncidentStore, RestoreResult, Stamp } from '../store/index.ts'

const SCHEMA = 'whydown.incidents/v1'
const incidentCopy = z.object({
  schema: z.literal(SCHEMA),
  incident,
  diagnoses: z.array(
    z.object({
      at: z.string(),
      status: z.enum(['current', 'past', 'proposed', 'declined']),
      document: diagnosisDocument,
      recipe: evidenceRecipe.nullable(),
    }),
  ),
  history: z.array(historyEntry.omit({ incident: true })),
  checks: z.array(z.object({ action: z.string(), check: actionCheck })),
})
/** Ids become names of folders. */
const SAFE_ID = /^[A-Z0-9][A-Z0-9-]*-\d{4}-\d\d-\d\d-\d{3,}$/

/**
 * Writes incidents into one file, a packed tar: `ID/incident.json` and, with evidence, `ID/bundles/…`. It appears under its
 * name only when it is complete.
 */
export async function exportIncidents(
  store: IncidentStore,
  ids: readonly string[],
  file: string,
  evidence: boolean,
): Promise<{ bytes: number; missing: string[] }> {
  const part = `${file}.part`
  const tar = pack()
  const missing: string[] = []
  const writing = pipeline(tar, createZstdCompress(), createWriteStream(part, { flush: true }))
  try {
    const feeding = (async () => {
      for (const id of ids) {
        const copy = await store.copyOf(id)
        tar.entry({ name: `${id}/incident.json`, mtime: new Date(0) }, JSON.stringify({ schema: SCHEMA, ...copy }))
        if (!evidence) continue
        const paths = new Set(copy.diagnoses.flatMap(({ recipe }) => recipe?.inputs.map(({ path }) => path) ?? []))
        for (const path of paths) {
          const full = join(store.folder, path)
          if (!existsSync(full)) {
            missing.push(path)
            continue
          }
          // The folder of the evidence and the file in it; `restore` puts them together in the same way.
          const name = `${id}/bundles/${path.split('/').filter(Boolean).slice(-2).join('/')}`
          for (const member of await filesBelow(full)) {
            const { size } = await stat(join(full, member))
            const entry = tar.entry({ name: member === '' ? name : `${name}/${member}`, size, mtime: new Date(0), mode: 0o600 })
            if (size === 0) entry.end(undefined)
            else await pipeline(createReadStream(join(full, member)), entry)
          }
        }
      }
      tar.finalize()
    })()
    await Promise.all([
      writing,
      feeding.catch((error: unknown) => {
        tar.destroy(error as Error)
        throw error
      }),
    ])
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error instanceof WhydownError
      ? error
      : new WhydownError('usage', `Cannot write ${file}: ${(error as Error).message}.`, 'Choose another place with -o.', error)
  }
  return { bytes: (await stat(file)).size, missing }
}

/** Files of a folder, relative to it; of a file, the empty name. */
async function filesBelow(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return ['']
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .toSorted()
}

/** Takes an export apart beside the store, then puts its incidents in, each as one step. What cannot be read is said, not skipped. */
export async function importIncidents(
  store: IncidentStore,
  file: string,
  stamp: Stamp,
  renumber: boolean,
): Promise<(RestoreResult & { from: string })[]> {
  if (!store.writable)
    throw new WhydownError('store', `The store in ${store.folder} cannot be written.`, 'Choose another folder with --store.')
  await mkdir(join(store.folder, 'bundles'), { recursive: true, mode: 0o700 })
  const unpacked = await mkdtemp(join(store.folder, 'bundles', '.incoming-'))
  try {
    await takeApart(file, unpacked)
    const results: (RestoreResult & { from: string })[] = []
    for (const id of (await readdir(unpacked)).toSorted()) {
      const copy = await readCopy(join(unpacked, id, 'incident.json'), file, id)
      const evidence = join(unpacked, id, 'bundles')
      results.push({ from: id, ...(await store.restore(copy, stamp, { renumber, ...(existsSync(evidence) ? { evidence } : {}) })) })
    }
    if (results.length === 0)
      throw new WhydownError('usage', `${file} holds no incident.`, 'Make one with: whydown incidents export -o FILE')
    return results
  } finally {
    await rm(unpacked, { recursive: true, force: true })
  }
}

async function takeApart(file: string, into: string): Promise<void> {
  const tar = extract()
  const reading = pipeline(createReadStream(file), createZstdDecompress(), tar)
  reading.catch(() => undefined)
  try {
    for await (const entry of tar) {
      const [id = '', ...rest] = entry.header.name.split('/')
      const harmless =
        entry.header.type === 'file' &&
        SAFE_ID.test(id) &&
        rest.length > 0 &&
        rest.every((part) => part !== '' && part !== '.' && part !== '..')
      if (!harmless) throw new Error(`it holds ${JSON.stringify(entry.header.name)}, which does not belong there`)
      const path = join(into, id, ...rest)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await pipeline(entry, createWriteStream(path, { mode: 0o600, flush: true }))
    }
    await reading
  } catch (error) {
    tar.destroy()
    const { code, message } = error as NodeJS.ErrnoException
    throw new WhydownError(
      code === 'ENOENT' || code === 'EACCES' ? 'usage' : 'evidence',
      `${basename(file)} cannot be imported: ${message}. Nothing was changed.`,
      'It must be a whole file made by: whydown incidents export -o FILE',
      error,
    )
  }
}

async function readCopy(path: string, file: string, id: string): Promise<IncidentCopy> {
  let json: unknown = null
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch {
    // Not there or not JSON: said below, as what it is.
  }
  const parsed = incidentCopy.safeParse(json)
  if (!parsed.success || parsed.data.incident.id !== id)
    throw new WhydownError(
      'evidence',
      `${basename(file)} cannot be imported: ${id} in it is not an incident of this version${parsed.success ? '' : ` (${parsed.error.issues[0]?.path.join('.')} ${parsed.error.issues[0]?.message})`}.`,
      'Export it again with the same version of whydown as here, or update whydown.',
    )
  return parsed.data
}
