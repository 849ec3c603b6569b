import type { Sighting } from '../sighting.ts'
import type { ApiEyes } from './by-api.ts'
import { bothLooks } from './both.ts'

/**
 * One look with every eye there is. An API that fails takes nothing away from the shells: they are looked through alone, and
 * what was last known to be held still by QEMU is still held.
 */
export function lookWithAll(
  shell: (() => Promise<Sighting>) | null,
  api: ApiEyes | null,
  say: (line: string) => void,
): () => Promise<Sighting> {
  if (api === null) return shell ?? (() => Promise.reject(new Error('there is nothing to look at')))
  if (shell === null) return api.look
  const lastByShell = new Map<string, number>()
  let before: Sighting | null = null
  let trouble = ''
  return async () => {
    const [own, told] = await Promise.all([shell(), api.look().catch((error: Error) => error)])
    if (!(told instanceof Error)) {
      trouble = ''
      before = told
      return bothLooks(own, told, lastByShell)
    }
    if (told.message !== trouble) say(`${(trouble = told.message)}; looking over the shells alone`)
    if (before === null) return own
    const held = before.guests.filter(({ halted }) => halted !== null)
    return bothLooks(own, { ...before, nodes: [], guests: held, storages: [], missing: [], quorate: null }, lastByShell)
  }
}
