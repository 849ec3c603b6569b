import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { type Facts, readFacts, type VerifiedAction, verifyActions } from '../../incidents/index.ts'
import { type Action, WhydownError } from '../../model/index.ts'
import { plain, wrap } from '../../report/index.ts'
import { counted, cut, openPage, type Page, printJson } from '../page.ts'
import { type Opened, type StoreFlags, withStore } from '../store.ts'

export interface VerifyFlags extends StoreFlags {
  readonly from: readonly string[]
  readonly node?: string[]
  readonly all?: boolean
}

/** Looks which measures hold, on the hosts now or in given evidence. Says for each what was seen, with the line. */
export async function runVerify(id: string | undefined, flags: VerifyFlags): Promise<void> {
  await withStore(flags, async (opened) => {
    const { store, stamp } = opened
    const actions = (await wanted(opened, id)).toSorted((a, b) =>
      a.incident === b.incident ? a.number - b.number : a.incident < b.incident ? -1 : 1,
    )
    const facts = await factsFor(actions, flags, opened)
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

const GUESTS = 10

/** Given evidence, or the hosts of the configuration asked now, once per guest; what they answer is looked at and thrown away. */
async function factsFor(actions: readonly Action[], flags: VerifyFlags, { store }: Opened): Promise<Facts> {
  if (flags.from.length > 0) return readFacts(flags.from.map((path) => ({ path })))
  const guests = new Set<string>()
  for (const id of new Set(actions.filter(({ verifier, status }) => verifier && status !== 'dropped').map(({ incident }) => incident))) {
    const { subject } = await store.get(id)
    if ((subject.kind === 'vm' || subject.kind === 'ct') && subject.id !== undefined)
      guests.add(subject.kind === 'ct' ? `ct:${subject.id}` : subject.id)
  }
  if (guests.size > GUESTS)
    throw new WhydownError(
      'usage',
      `${guests.size} guests would have to be asked about.`,
      'Name an incident, or give evidence with --from PATH.',
    )
  const { collectLive, nobodyAnswered, questionOf } = await import('../collect.ts')
  const facts: Facts[number][] = []
  const place = await mkdtemp(join(tmpdir(), 'whydown-verify-'))
  try {
    for (const [n, guest] of [...(guests.size > 0 ? guests : [undefined])].entries()) {
      const question = await questionOf(guest, {
        node: flags.node ?? [],
        since: '-10min',
        budget: '30s',
        ...(flags.config === undefined ? {} : { config: flags.config }),
      })
      const collected = await collectLive(question, join(place, String(n)), flags.quiet === true)
      const failure = nobodyAnswered(collected)
      if (failure) throw failure
      facts.push(
        ...(await readFacts([{ path: join(place, String(n)) }])).map((source) => ({
          ...source,
          lines: source.lines.map((line) => ({ ...line, file: relative(join(place, String(n)), line.file) })),
        })),
      )
    }
  } finally {
    await rm(place, { recursive: true, force: true })
  }
  return facts
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
      6,
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
