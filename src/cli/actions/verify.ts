import type { EvidenceInput } from '../../bundle/index.ts'
import { readFacts, type VerifiedAction, verifyActions } from '../../incidents/index.ts'
import { type Action, WhydownError } from '../../model/index.ts'
import { plain, wrap } from '../../report/index.ts'
import { counted, cut, openPage, type Page, printJson } from '../page.ts'
import { type Opened, type StoreFlags, withStore } from '../store.ts'

export interface VerifyFlags extends StoreFlags {
  readonly from: readonly string[]
  readonly all?: boolean
}

/** Looks which measures hold, in given evidence. Says for each what was seen, with the line. */
export async function runVerify(id: string | undefined, flags: VerifyFlags): Promise<void> {
  await withStore(flags, async (opened) => {
    const { store, stamp } = opened
    const actions = (await wanted(opened, id)).toSorted((a, b) =>
      a.incident === b.incident ? a.number - b.number : a.incident < b.incident ? -1 : 1,
    )
    const facts = await readFacts(await inputsFor(flags, opened))
    const looks = await verifyActions(store, actions, facts, stamp)
    if (flags.json)
      return printJson(
        looks.map(({ action, check, before }) => ({ action: action.id, text: action.text, status: action.status, before, ...check })),
      )
    show(openPage(flags.color), actions, looks, store.writable)
  })
}

async function wanted({ store }: Opened, id: string | undefined): Promise<readonly Action[]> {
  if (id === undefined) return store.actions({ limit: 100_000 })
  const one = /\.\d+$/.test(id)
  const incident = one ? id.replace(/\.\d+$/, '') : id
  const actions = await store.actions({ incident })
  const chosen = one ? actions.filter((action) => action.id.toLowerCase().endsWith(id.slice(incident.length).toLowerCase())) : actions
  if (one && chosen.length === 0) throw new WhydownError('missing', `There is no action ${id}.`, `See: whydown actions list ${incident}`)
  return chosen
}

async function inputsFor(flags: VerifyFlags, _opened: Opened): Promise<EvidenceInput[]> {
  if (flags.from.length > 0) return flags.from.map((path) => ({ path }))
  throw new WhydownError(
    'usage',
    'Nothing to look at was given.',
    'Give a bundle, a folder or files: whydown actions verify ID --from PATH (whydown collect -o PATH makes one).',
  )
}

const WORDS = { done: 'DONE', 'not-done': 'NOT DONE', undone: 'UNDONE AGAIN', unseen: 'CANNOT BE SEEN' } as const

function show(out: Page, actions: readonly Action[], looks: readonly VerifiedAction[], writable: boolean): void {
  const seen = new Map(looks.map((look) => [look.action.id, look]))
  let incident = ''
  for (const action of actions) {
    if (action.status === 'dropped') continue
    if (action.incident !== incident) {
      incident = action.incident
      out.line()
      out.line(`  ${out.bold(incident)}`)
    }
    const look = seen.get(action.id)
    out.line()
    const [first = '', ...rest] = wrap(plain(action.text), out.width - 6)
    out.line(`  ${`${action.number}.`.padEnd(3)} ${first}`)
    for (const line of rest) out.line(`      ${line}`)
    if (!look) {
      out.text('no check: a person has to look', 6)
      continue
    }
    const { check, before } = look
    out.text(
      `${WORDS[check.result]}: ${check.because}${before === 'done' && check.result === 'unseen' ? ' The last look saw it done.' : ''}`,
      5,
    )
    for (const line of check.evidence.slice(0, 4)) {
      out.line(`       ${cut(line.text.trim(), out.width - 7)}`)
      out.line(`       ${out.soft(cut(`${line.file}:${line.line}`, out.width - 7))}`)
    }
    if (action.status === 'done' && (check.result === 'not-done' || check.result === 'undone'))
      out.text(`It is marked done. To open it again: whydown actions reopen ${action.id}`, 6)
    if (action.status !== 'done' && check.result === 'done') out.text(`To mark it: whydown actions done ${action.id}`, 6)
  }
  const count = (result: keyof typeof WORDS) => looks.filter(({ check }) => check.result === result).length
  out.line()
  out.text(
    `${counted(looks.length, 'action')} looked at: ${count('done')} done, ${count('not-done')} not done, ${count('undone')} undone again, ${count('unseen')} cannot be seen.${writable ? '' : ' The store cannot be written: this look was not kept.'}`,
  )
  out.print()
}
