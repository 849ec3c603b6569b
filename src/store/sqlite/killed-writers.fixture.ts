import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteStore } from './store.ts'

export interface Acknowledged {
  readonly incidents: Set<string>
  readonly notes: Map<string, number>
  readonly done: Set<string>
}
export const nothingYet = (): Acknowledged => ({ incidents: new Set(), notes: new Map(), done: new Set() })

/** Starts a writer and kills it (SIGKILL) after so many milliseconds from its first word; collects what it was promised. */
export function killWriter(command: readonly string[], afterMs: number, promised: Acknowledged): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] })
    let words = ''
    let complaints = ''
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterMs))
    child.stdout.on('data', (part: Buffer) => (words += part.toString()))
    child.stderr.on('data', (part: Buffer) => (complaints += part.toString()))
    child.on('close', (_, signal) => {
      // The last line may be cut: then it was not said.
      for (const line of words.split('\n').slice(0, -1)) {
        const [kind, id = '', revision] = line.split(' ')
        if (kind === 'incident') promised.incidents.add(id)
        else if (kind === 'note') promised.notes.set(id, Number(revision))
        else promised.done.add(id)
      }
      if (signal === 'SIGKILL') done()
      else fail(new Error(`the writer ended by itself: ${complaints}`))
    })
  })
}

/** What is wrong with the store after all that; empty when nothing acknowledged is lost and nothing is half. */
export async function inspect(folder: string, promised: Acknowledged): Promise<string[]> {
  const wrong: string[] = []
  const store = openSqliteStore(folder)
  const { incidents, total } = await store.list({ limit: 1_000_000 })
  const kept = new Map(incidents.map((one) => [one.id, one]))
  for (const id of promised.incidents) if (!kept.has(id)) wrong.push(`${id} was acknowledged and is gone`)
  for (const id of promised.done)
    if (kept.get(id)?.actions.done !== 1) wrong.push(`the action of ${id} was acknowledged as done and is not`)
  for (const { id } of incidents) {
    const incident = await store.get(id)
    if (incident.document.diagnoses.length !== 1) wrong.push(`${id} has no diagnosis`)
    if (incident.actionItems.length !== 1) wrong.push(`${id} is half: its action is missing`)
    if (promised.notes.has(id) && incident.annotations[0]?.text !== `note ${id}`)
      wrong.push(`the note of ${id} was acknowledged and is gone`)
    for (const { path } of incident.recipe?.inputs ?? []) if (!existsSync(join(folder, path))) wrong.push(`the evidence of ${id} is gone`)
    if (!incident.recipe) wrong.push(`${id} lost its evidence`)
    const history = await store.history({ incident: id })
    if (history[0]?.kind !== 'added') wrong.push(`the history of ${id} has no beginning`)
    if (promised.notes.has(id) && !history.some(({ revision, kind }) => kind === 'annotate' && revision === promised.notes.get(id)))
      wrong.push(`the history of ${id} lost an acknowledged change`)
  }
  if ((await store.list({ text: 'killed', limit: 1 })).total !== total) wrong.push('the search index does not hold all incidents')
  await store.close()
  const database = new DatabaseSync(join(folder, 'whydown.db'))
  const check = database
    .prepare('PRAGMA integrity_check')
    .all()
    .map((row) => String(row['integrity_check']))
  if (check.join() !== 'ok') wrong.push(`integrity check: ${check.slice(0, 3).join('; ')}`)
  database.close()
  return wrong
}
