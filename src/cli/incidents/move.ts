import { join } from 'node:path'
import { exportIncidents, importIncidents } from '../../incidents/index.ts'
import { WhydownError } from '../../model/index.ts'
import { counted, printJson } from '../page.ts'
import { type StoreFlags, withStore } from '../store.ts'

export async function runExport(ids: readonly string[], flags: StoreFlags & { output: string; evidence: boolean }): Promise<void> {
  await withStore(flags, async ({ store }) => {
    const wanted: string[] = []
    if (ids.length > 0) for (const id of ids) wanted.push((await store.get(id)).id)
    else
      for (let offset = 0; ; offset += 1000) {
        const { incidents } = await store.list({ order: 'oldest', limit: 1000, offset })
        wanted.push(...incidents.map((one) => one.id))
        if (incidents.length < 1000) break
      }
    if (wanted.length === 0) throw new WhydownError('missing', 'No incident is kept yet.', 'Keep one with: whydown analyze PATH… --save')
    const { bytes, missing } = await exportIncidents(store, wanted, flags.output, flags.evidence)
    for (const path of missing) process.stderr.write(`${path} is gone; the export goes without it.\n`)
    if (!flags.quiet)
      process.stderr.write(
        `${flags.output} was written: ${counted(wanted.length, 'incident')}, ${(bytes / 1024 ** 2).toFixed(1)} MiB${flags.evidence ? '' : ', without evidence'}.\n`,
      )
  })
}

const WORDS = {
  added: 'added',
  updated: 'updated: the file is newer',
  same: 'is here already',
  conflict: 'NOT imported',
  renumbered: 'kept beside it',
} as const

export async function runImport(file: string, flags: StoreFlags & { renumber?: boolean }): Promise<number> {
  return withStore(flags, async ({ store, stamp }) => {
    const results = await importIncidents(store, file, stamp, flags.renumber === true)
    const conflicts = results.filter(({ status }) => status === 'conflict')
    if (flags.json) printJson(results)
    else
      for (const { from, id, status } of results)
        process.stdout.write(`${from}  ${WORDS[status]}${status === 'renumbered' ? ` as ${id}` : ''}\n`)
    if (conflicts.length > 0)
      process.stderr.write(
        `whydown: ${counted(conflicts.length, 'incident')} of the file and of this store have the same id and different histories; those here were not changed.\nTo keep both, import again with --renumber.\n`,
      )
    return conflicts.length > 0 ? 2 : 0
  })
}

/** The folder to back up, or the evidence of one incident. */
export async function showPath(id: string | undefined, flags: StoreFlags): Promise<void> {
  await withStore(flags, async ({ store }) => {
    if (id === undefined) return void process.stdout.write(`${store.folder}\n`)
    const incident = await store.get(id)
    if (!incident.recipe)
      throw new WhydownError('missing', `The evidence of ${incident.id} was not kept.`, 'It is kept with --save; at most 512 MiB.')
    for (const input of incident.recipe.inputs) process.stdout.write(`${join(store.folder, input.path)}\n`)
  })
}
