import { verifiers } from '../../incidents/index.ts'
import { type ActionStatus, type ActionVerifier, type IncidentSummary, WhydownError } from '../../model/index.ts'
import type { ActionChange } from '../../store/index.ts'
import { parseChoices, parseDay } from '../choices.ts'
import { type StoreFlags, withStore } from '../store.ts'

const KINDS = ['immediate', 'short-term', 'long-term'] as const

export interface ActionFlags extends StoreFlags {
  readonly owner?: string
  readonly due?: string
  readonly kind?: string
  readonly check?: string
  readonly note?: string
  readonly because?: string
}

/** `guest-memory:guest=102,atMostMiB=6144`: a verifier with what it looks at. */
export function parseCheck(text: string): ActionVerifier {
  const [id = '', rest = ''] = text.split(/:(.*)/s)
  const verifier = verifiers.find((one) => one.id === id.trim())
  if (!verifier) throw new WhydownError('usage', `There is no check "${id}".`, `Choose from ${verifiers.map((one) => one.id).join(', ')}.`)
  const target: ActionVerifier['target'] = {}
  for (const pair of rest.split(',').filter((part) => part.trim() !== '')) {
    const [key = '', value] = pair.split(/=(.*)/s).map((part) => part.trim())
    if (value === undefined || value === '' || !(key in verifier.target || `${key}?` in verifier.target))
      throw new WhydownError('usage', `"${pair.trim()}" is nothing that ${id} looks at.`, `It takes ${describe(verifier.target)}.`)
    target[key] = /^\d+$/.test(value) && key !== 'guest' ? Number(value) : value
  }
  const missing = Object.keys(verifier.target).find((key) => !key.endsWith('?') && !(key in target))
  if (missing !== undefined) throw new WhydownError('usage', `${id} needs ${missing}.`, `It takes ${describe(verifier.target)}.`)
  return { id: verifier.id, target }
}

/** The machine of the incident, where the check does not name another: a host of that name elsewhere proves nothing. */
function aimAt({ id, target }: ActionVerifier, subject: IncidentSummary['subject']): ActionVerifier {
  const known = verifiers.find((one) => one.id === id)!.target
  const aimed: ActionVerifier['target'] = { ...target }
  if ('node?' in known && subject.node !== undefined) aimed['node'] ??= subject.node
  if ('name?' in known && target['guest'] === subject.id && subject.name !== undefined) aimed['name'] ??= subject.name
  return { id, target: aimed }
}

const describe = (target: Readonly<Record<string, string>>) =>
  Object.entries(target)
    .map(([key, means]) => (key.endsWith('?') ? `${key.slice(0, -1)} (${means}; may be left out)` : `${key} (${means})`))
    .join(', ') || 'nothing'

export async function addAction(incident: string, words: readonly string[], flags: ActionFlags): Promise<void> {
  const text = words.join(' ').trim()
  if (text === '') throw new WhydownError('usage', 'The action is empty.', 'Say in quotes what is to be done.')
  const [kind] = parseChoices(flags.kind ?? 'short-term', KINDS, '--kind')
  await withStore(flags, async ({ store, stamp }) => {
    const { zone, subject } = await store.get(incident)
    const verifier = flags.check === undefined ? {} : { verifier: aimAt(parseCheck(flags.check), subject) }
    const action = await store.addAction(
      incident,
      {
        text,
        kind: kind!,
        origin: 'person',
        ...verifier,
        ...(flags.owner ? { owner: flags.owner } : {}),
        ...(flags.due ? { due: parseDay(flags.due, stamp.at, zone) } : {}),
      },
      stamp,
    )
    process.stdout.write(`${action.id}\n`)
  })
}

export async function assignAction(id: string, flags: ActionFlags): Promise<void> {
  await changing(id, flags, (now, subject) => {
    const change: ActionChange = {
      ...(flags.owner === undefined ? {} : { owner: flags.owner.trim() || null }),
      ...(flags.due === undefined
        ? {}
        : { due: flags.due.trim() === '' ? null : parseDay(flags.due, now, Intl.DateTimeFormat().resolvedOptions().timeZone) }),
      ...(flags.kind === undefined ? {} : { kind: parseChoices(flags.kind, KINDS, '--kind')[0]! }),
      ...(flags.check === undefined ? {} : { verifier: flags.check.trim() === '' ? null : aimAt(parseCheck(flags.check), subject) }),
    }
    if (Object.keys(change).length === 0)
      throw new WhydownError('usage', 'Nothing to change was given.', 'Use --owner, --due, --kind or --check. An empty text takes it away.')
    return change
  })
}

const SAID: Record<ActionStatus, string> = { open: 'open again', 'in-progress': 'in progress', done: 'done', dropped: 'dropped' }

export async function setStatus(id: string, status: ActionStatus, flags: ActionFlags): Promise<void> {
  if (status === 'dropped' && !flags.because)
    throw new WhydownError('usage', 'Dropping an action needs a reason.', `whydown actions drop ${id} --because TEXT`)
  const note = flags.because ?? flags.note
  await changing(id, flags, () => ({ status, ...(note === undefined ? {} : { note }) }))
  if (!flags.quiet) process.stderr.write(`${id}: ${SAID[status]}.\n`)
}

async function changing(
  id: string,
  flags: ActionFlags,
  change: (now: number, subject: IncidentSummary['subject']) => ActionChange,
): Promise<void> {
  await withStore(flags, async ({ store, stamp }) => {
    const { subject } = await store.get(id.replace(/\.\d+$/, ''))
    await store.changeAction(id, change(stamp.at, subject), stamp)
  })
}
