import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { WhydownError } from '../model/index.ts'
import { type AccuracyCase, accuracyCase } from './case.ts'

/** What stands in one file of the corpus; `corpus/README.md` describes it to people. */
interface CaseFile {
  readonly arm?: string
  readonly subject?: string
  readonly tz?: string
  readonly truth: Record<string, unknown>
  readonly logs: readonly { readonly from: string; readonly text?: string; readonly lines?: readonly string[]; readonly file?: string }[]
}

/**
 * Every case below a folder, sorted by id. A YAML file is a case of the corpus: its path is its id, and its folder is the
 * cause it is about. A JSON file is a case of any other collection.
 */
export async function readCases(directory: string): Promise<AccuracyCase[]> {
  const names = (await readdir(directory, { recursive: true }))
    .filter((name) => /(?:^|\/)(?!_)[^/]+\.(?:json|ya?ml)$/.test(name))
    .toSorted()
  return Promise.all(names.map(async (name) => readCase(directory, name)))
}

async function readCase(directory: string, name: string): Promise<AccuracyCase> {
  const path = join(directory, name)
  const text = await readFile(path, 'utf8')
  try {
    if (name.endsWith('.json')) return accuracyCase.parse(JSON.parse(text))
    const file = parse(text) as CaseFile
    const id = name.replace(/\.ya?ml$/, '')
    const [area = '', cause = ''] = id.split('/')
    if (file.logs.length === 0) throw new Error('it has no logs')
    return accuracyCase.parse({
      ...file,
      id,
      // `none` and `undetermined` have no area.
      about: area === cause ? area : `${area}.${cause}`,
      logs: file.logs.map((log) => ({
        from: log.from,
        lines: log.lines ?? log.text?.replace(/\n+$/, '').split('\n') ?? [],
        ...(log.file === undefined ? {} : { file: join(dirname(path), log.file) }),
      })),
    })
  } catch (error) {
    throw new WhydownError('usage', `${path} is not a case: ${(error as Error).message}`, 'corpus/README.md says how a case is written.')
  }
}
