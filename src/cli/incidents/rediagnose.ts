import { compareDiagnoses, type DiagnosisChange, rediagnose } from '../../incidents/index.ts'
import { counted, openPage, printJson } from '../page.ts'
import { type StoreFlags, withStore } from '../store.ts'
import { version } from '../version.ts'
import { settleProposal } from './change.ts'

export interface RediagnoseFlags extends StoreFlags {
  readonly from: readonly string[]
  readonly accept?: boolean
  readonly decline?: boolean
  readonly because?: string
}

/**
 * Asks today's rules again and shows what they say differently. Nothing changes before a person says --accept; with it the
 * answer that was shown is taken.
 */
export async function runRediagnose(id: string, flags: RediagnoseFlags): Promise<void> {
  if (flags.decline) return settleProposal(id, false, flags)
  let settled = false
  await withStore(flags, async ({ store, stamp }) => {
    const incident = await store.get(id)
    const waiting = flags.from.length === 0 ? incident.proposal : null
    const document =
      waiting?.document ??
      (await rediagnose(incident, store.folder, {
        version,
        ...(flags.from.length > 0 ? { inputs: flags.from.map((path) => ({ path })) } : {}),
      }))
    const changes = compareDiagnoses(incident.document, document)
    if (!waiting && changes.length > 0 && store.writable)
      await store.change(incident.id, { kind: 'propose-diagnosis', document, because: `rules of ${version}` }, stamp)
    settled = (waiting !== null || changes.length > 0) && flags.accept === true
    if (flags.json) return printJson({ id: incident.id, changes, accepted: settled })
    show(incident.id, changes, flags, settled, waiting !== null)
  })
  if (settled) await settleProposal(id, true, flags)
}

function show(id: string, changes: readonly DiagnosisChange[], flags: RediagnoseFlags, settled: boolean, waiting: boolean): void {
  const out = openPage(flags.color)
  if (changes.length === 0 && !waiting) {
    out.text(`${id}: the answer is the same.`)
    return out.print()
  }
  out.line()
  out.text(changes.length === 0 ? `${id}: the same answer, from more evidence.` : `${id}: ${counted(changes.length, 'difference')}`)
  for (const { what, before, after } of changes) {
    out.line()
    if (before === 'none') out.labelled(`+ ${what}`, after)
    else if (after === 'none') out.labelled(`- ${what}`, before)
    else {
      out.labelled(what, `${before}`)
      out.labelled('', `now: ${after}`)
    }
  }
  if (!settled) {
    out.line()
    out.text('Nothing is changed yet. To take it, or to keep what was:')
    out.line(`    whydown incidents rediagnose ${id} --accept`)
    out.line(`    whydown incidents rediagnose ${id} --decline`)
  }
  out.print()
}
