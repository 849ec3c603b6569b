import type { Action } from '../../model/index.ts'
import { counted, cut, openPage, printJson } from '../page.ts'
import { type StoreFlags, withStore } from '../store.ts'
import { LOOK, STATE } from '../incidents/show.ts'

export async function listActions(incident: string | undefined, flags: StoreFlags & { all?: boolean; owner?: string }): Promise<void> {
  await withStore(flags, async ({ store }) => {
    const actions = await store.actions({
      ...(incident === undefined ? {} : { incident }),
      ...(flags.owner ? { owner: flags.owner } : {}),
      ...(flags.all || incident !== undefined ? {} : { status: ['open', 'in-progress'] as const }),
    })
    if (flags.json) return printJson(actions)
    const out = openPage(flags.color)
    if (actions.length === 0) out.text(incident === undefined ? 'No action is open.' : 'It has no actions.')
    for (const action of actions) actionLines(out, action)
    if (actions.length > 0)
      out.text(counted(actions.length, 'action') + (flags.all || incident !== undefined ? '.' : ' open; --all shows the others too.'))
    out.print()
  })
}

export function actionLines(out: ReturnType<typeof openPage>, action: Action): void {
  const who = [action.owner ?? 'nobody', action.due && `due ${action.due}`, action.kind].filter(Boolean).join(', ')
  out.line(`  [${STATE[action.status]}] ${out.bold(action.id)}  ${out.soft(cut(who, out.width - action.id.length - 8))}`)
  out.text(action.text, 6)
  if (action.note) out.text(action.note, 6)
  if (action.check) out.text(`${LOOK[action.check.result]}: ${action.check.because} (${action.check.at.slice(0, 10)})`, 6)
}
