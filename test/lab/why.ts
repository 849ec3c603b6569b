import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DiagnosisDocument, diagnosisDocument } from '../../src/model/index.ts'
import type { ClientOptions, Lab, Ran } from './lab.ts'
import { writeConfig } from './scenarios/scenario.ts'

const PROGRAM = join(import.meta.dirname, '../../src/cli/main.ts')

export interface Answered extends Ran {
  readonly document: DiagnosisDocument | null
}

/** whydown where the client stands, with a store of its own. No shared connection outlives it. */
export async function whydown(lab: Lab, args: readonly string[], options: ClientOptions = {}): Promise<Ran> {
  const runtime = mkdtempSync(join(tmpdir(), 'wl-'))
  try {
    const env = { WHYDOWN_STORE: join(lab.folder, 'store'), XDG_RUNTIME_DIR: runtime, NO_COLOR: '1', ...options.env }
    return await lab.client([process.execPath, PROGRAM, ...args], { ...options, env })
  } finally {
    rmSync(runtime, { recursive: true, force: true })
  }
}

/** `whydown why` from scratch, as a person would: own store, own configuration, real OpenSSH. */
export async function why(lab: Lab, guest: string, options: ClientOptions & { args?: readonly string[] } = {}): Promise<Answered> {
  const { args = ['--config', writeConfig(lab)], ...client } = options
  const ran = await whydown(lab, ['why', guest, '--json', ...args], client)
  return { ...ran, document: ran.stdout === '' ? null : (diagnosisDocument.parse(JSON.parse(ran.stdout)) as DiagnosisDocument) }
}

/** What the answer says it could not see, of one machine: a line per source. */
export const notSeen = ({ document }: Answered, machine: string): string[] =>
  (document?.coverage ?? [])
    .filter(
      ({ source, status }) =>
        status !== 'complete' && (source === machine || source.includes(`${machine}/`) || source.endsWith(`/${machine}`)),
    )
    .map(({ source, status, because }) => `${source} ${status}: ${because ?? ''}`)
