import { readFile } from 'node:fs/promises'
import { type Filed, fileIncident, outagesOf } from '../../incidents/index.ts'
import { type DiagnosisDocument, diagnosisDocument, WhydownError } from '../../model/index.ts'
import type { Evidence, IncidentStore, Stamp } from '../../store/index.ts'
import { parseCount } from '../choices.ts'
import { type StoreFlags, withStore } from '../store.ts'

export interface AddFlags extends StoreFlags {
  readonly outage?: string
  readonly all?: boolean
}

export async function addFile(file: string, flags: AddFlags): Promise<void> {
  const document = await readDocument(file)
  await withStore(flags, async ({ store, stamp }) => {
    const filed = await keepOutages(store, document, stamp, {
      all: flags.all === true,
      ...(flags.outage ? { outage: parseCount(flags.outage, '--outage') } : {}),
    })
    sayFiled(filed, document, flags)
  })
}

/** A whydown.diagnosis/v1 document from a file, with what is wrong with it said. */
export async function readDocument(file: string): Promise<DiagnosisDocument> {
  const hint = 'Make one with: whydown analyze … --json > diagnosis.json'
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new WhydownError('usage', `Cannot read ${file}: ${(error as Error).message}.`, hint, error)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new WhydownError('usage', `${file} is not JSON.`, hint, error)
  }
  const parsed = diagnosisDocument.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new WhydownError('usage', `${file} is not a whydown.diagnosis/v1 document: ${issue?.path.join('.')} ${issue?.message}.`, hint)
}

/** Keeps the most relevant outage of a document, one by its number, or all. Evidence is kept once, with the first. */
export async function keepOutages(
  store: IncidentStore,
  document: DiagnosisDocument,
  stamp: Stamp,
  options: { readonly all: boolean; readonly outage?: number; readonly evidence?: Evidence },
): Promise<Filed[]> {
  const outages = outagesOf(document)
  if (outages.length === 0)
    throw new WhydownError(
      'usage',
      'Nothing went down in this evidence, so there is nothing to keep.',
      'A time or a machine may help: --at, --subject.',
    )
  if (options.outage !== undefined && !outages.includes(options.outage))
    throw new WhydownError('usage', `There is no outage ${options.outage}.`, `There are: ${outages.join(', ')}.`)
  const chosen = options.all ? outages : [options.outage ?? outages[0]!]
  const filed: Filed[] = []
  let { evidence } = options
  for (const outage of chosen) {
    const one = await fileIncident(store, document, { stamp, outage, ...(evidence ? { evidence } : {}) })
    filed.push(one)
    if (evidence?.folder !== undefined && one.outcome !== 'same') {
      const { recipe } = await store.get(one.id)
      evidence = recipe ? { recipe } : undefined
    }
  }
  return filed
}

const WORDS: Record<Filed['outcome'], string> = {
  added: 'kept as a draft',
  same: 'is kept already; nothing is new',
  updated: 'has the new answer',
  proposed: 'has another answer now; people have worked on it, so it waits for a word',
}

export function sayFiled(filed: readonly Filed[], document: DiagnosisDocument, flags: StoreFlags): void {
  if (flags.quiet) return
  for (const { id, outcome } of filed)
    process.stderr.write(`${id} ${WORDS[outcome]}. See: whydown incidents ${outcome === 'proposed' ? 'rediagnose' : 'show'} ${id}\n`)
  const left = outagesOf(document).length - filed.length
  if (left > 0) process.stderr.write(`${left} more ${left === 1 ? 'outage was' : 'outages were'} found and not kept.\n`)
}
