import { Icon } from '../icons.tsx'

type Look = readonly [icon: string, colour: string, word: string]

const CONCLUSION: Record<string, Look> = {
  confirmed: ['ok', 'ok', 'Confirmed'],
  likely: ['half', '', 'Likely'],
  inconclusive: ['unknown', 'warn', 'Inconclusive'],
  'no-outage': ['ok', 'ok', 'It never went down'],
}
const ACTION: Record<string, Look> = {
  open: ['open', 'mut', 'Open'],
  'in-progress': ['half', '', 'In progress'],
  done: ['ok', 'ok', 'Done'],
  dropped: ['close', 'mut', 'Dropped'],
}
const VERIFIED: Record<string, Look> = {
  done: ['ok', 'ok', 'Verified'],
  'not-done': ['warn', 'warn', 'Not done'],
  undone: ['undo', 'down', 'Undone again'],
  unseen: ['unknown', 'mut', 'Could not look'],
  person: ['person', 'mut', 'Needs a person'],
}
const CHECK: Record<string, Look> = {
  ok: ['ok', 'ok', 'Ready'],
  warning: ['warn', 'warn', 'Could be better'],
  problem: ['down', 'down', 'Would fail'],
  unseen: ['unknown', 'mut', 'Could not look'],
}
const INCIDENT: Record<string, Look> = {
  draft: ['open', 'mut', 'Draft'],
  reviewed: ['half', '', 'Reviewed'],
  closed: ['ok', 'ok', 'Closed'],
}
const TABLES = { conclusion: CONCLUSION, action: ACTION, verified: VERIFIED, check: CHECK, incident: INCIDENT }

/** A state as shape, word and colour; the colour alone never says anything. */
export function Status({ of, value }: { of: keyof typeof TABLES; value: string }) {
  const [icon, colour, word] = TABLES[of][value] ?? (['unknown', 'mut', value] as const)
  return (
    <span class={`st ${colour}`}>
      <Icon name={icon} />
      {word}
    </span>
  )
}

/** The picture at the start of an incident's row. */
export function OutageMark({ row }: { row: { planned: boolean; state: string; to: string | null; status: string; conclusion: string } }) {
  if (row.planned) return <Icon name="planned" class="mut" label="Planned" />
  if (row.conclusion === 'no-outage') return <Icon name="ok" class="ok" label="It never went down" />
  if (row.state === 'unreachable') return <Icon name="network" class="warn" label="Not reachable" />
  if (row.status === 'closed') return <Icon name="ok" class="ok" label="Closed" />
  return <Icon name="down" class={row.to === null ? 'down' : 'mut'} label={row.to === null ? 'Not seen back' : 'Came back'} />
}
