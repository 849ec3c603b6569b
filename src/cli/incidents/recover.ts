import { loadConfig, storeFolder } from '../../config/index.ts'
import { recoverSqliteStore } from '../../store/index.ts'
import { counted, openPage } from '../page.ts'
import type { StoreFlags } from '../store.ts'

/** Does not open the store in the ordinary way: it may be too damaged for that. */
export async function runRecover(flags: StoreFlags): Promise<number> {
  const { config } = await loadConfig({
    ...(flags.config === undefined ? {} : { told: flags.config }),
    env: process.env,
    cwd: process.cwd(),
  })
  const folder = flags.store ?? storeFolder(config.store, process.env, process.getuid?.() === 0)
  const result = recoverSqliteStore(folder)
  const out = openPage(flags.color)
  if (result.damage === null) {
    out.text(`The store in ${folder} is sound: ${counted(result.incidents, 'incident')}. Nothing was changed.`)
    out.print()
    return 0
  }
  out.text(`The store in ${folder} was damaged: ${result.damage}`)
  out.text(
    `${counted(result.incidents, 'incident')} and ${counted(result.actions, 'action')} are there again${result.fromCopy > 0 ? `, ${result.fromCopy} of them as they were in the last kept copy (${result.copy})` : ''}.`,
  )
  out.text(`The damaged file is kept in ${result.keptAt}.`)
  for (const id of result.rebuilt) out.text(`Rebuilt from its diagnosis: ${id}. Its severity, status and people are as of a new draft.`)
  for (const { id, evidence } of result.lost)
    out.text(
      `Lost: ${id}. ${evidence === null ? 'No evidence of it is here.' : `Its evidence is here: whydown analyze ${evidence} --save`}`,
    )
  if (result.lost.length === 0) out.text('Nothing that was found is missing.')
  out.print()
  return result.lost.length > 0 ? 3 : 0
}
