import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Lab, startLab } from './lab.ts'
import { scenarios } from './scenarios/outages.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { threeNodes } from './standard.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Enough of a quiet life before, so that the log does not begin with the outage. */
const BEFORE_MS = 3000
const JOURNAL = 'journalctl -q --no-pager -o short-iso-precise'

export const scenarioOf = (name: string): Scenario => {
  const found = scenarios.find((scenario) => scenario.name === name)
  if (found === undefined) throw new Error(`There is no scenario ${name}. There are ${scenarios.map((one) => one.name).join(', ')}.`)
  return found
}

/**
 * Makes an outage for real in a lab of its own and keeps what its machines logged: the logs as a recorded incident, and a
 * case of the corpus that holds the truth about it. The paths that were written.
 */
export async function record(
  name: string,
  folders = { incidents: join(ROOT, 'fixtures/incidents'), corpus: join(ROOT, 'corpus') },
): Promise<string[]> {
  const scenario = scenarioOf(name)
  const lab = await startLab(threeNodes({ kernelLog: 'pve1' }))
  try {
    await new Promise((resolve) => setTimeout(resolve, BEFORE_MS))
    const since = Number(await lab.peek('pve1', 'date +%s')) - Math.ceil(BEFORE_MS / 1000)
    await scenario.happen(lab)
    return keep(scenario, await logsOf(lab, scenario, since), folders)
  } finally {
    await lab.stop()
  }
}

interface Kept {
  readonly from: 'host' | 'guest'
  readonly file: string
  readonly text: string
}

async function logsOf(lab: Lab, { guest }: Scenario, since: number): Promise<Kept[]> {
  const range = `--since=@${since}`
  const kept: Kept[] = [
    { from: 'host', file: 'journal.log', text: await lab.peek('pve1', `${JOURNAL} ${range}`) },
    { from: 'host', file: 'tasks.index', text: await lab.peek('pve1', 'cat /var/log/pve/tasks/index') },
  ]
  // A guest that is off cannot be asked: whoever investigates has no log of it either.
  const running = (await lab.ask('insides')) as string[]
  if (running.includes(guest))
    kept.push({ from: 'guest', file: 'guest.log', text: await lab.peek(guest, `${JOURNAL} --boot=all ${range} || ${JOURNAL} ${range}`) })
  return kept.filter(({ text }) => text !== '')
}

function keep({ name, title, id, cause }: Scenario, logs: readonly Kept[], folders: { incidents: string; corpus: string }): string[] {
  const incident = join(folders.incidents, `lab-${name}`)
  const [area = 'undetermined', what = ''] = cause.split('.')
  const home = join(folders.corpus, area, what)
  mkdirSync(incident, { recursive: true })
  mkdirSync(home, { recursive: true })
  for (const { file, text } of logs) writeFileSync(join(incident, file), text)
  const entries = logs.map(({ from, file }) => `  - from: ${from}\n    file: ${relative(home, join(incident, file))}\n`)
  const why = `Made in the lab: ${title}.`
  const path = join(home, `lab-${name}.yaml`)
  writeFileSync(
    path,
    `arm: ${cause === 'undetermined' ? 'nobody-guilty' : 'positive'}\nsubject: vm:${id}\ntruth:\n  cause: ${cause}\n  why: ${JSON.stringify(why)}\nlogs:\n${entries.join('')}`,
  )
  return [...logs.map(({ file }) => join(incident, file)), path].map((one) => relative(ROOT, one))
}
