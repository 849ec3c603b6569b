import { readFile } from 'node:fs/promises'
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { WhydownError } from '../model/index.ts'
import { type Environment, locateConfig } from './locate.ts'
import { type Config, configDocument } from './schema.ts'

export interface LoadedConfig {
  readonly config: Config
  /** The file it came from; null when there is none and everything is at its default. */
  readonly file: string | null
}

/** Finds and reads the configuration. No file is no error: the caller knows whether it can do without. */
export async function loadConfig(options: { told?: string; env: Environment; cwd: string }): Promise<LoadedConfig> {
  const file = locateConfig(options.told, options.env, options.cwd)
  if (file === null) return { config: configDocument.parse({}), file }
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new WhydownError('config', `Cannot read ${file}: ${(error as Error).message}.`, 'Check its permissions.', error)
  }
  return { config: parseConfig(text, file), file }
}

/** A configuration from its text; throws a WhydownError that names line and column of the first mistake. */
export function parseConfig(text: string, file: string): Config {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const [syntax] = document.errors
  if (syntax) {
    const { line, col } = lines.linePos(syntax.pos[0])
    throw new WhydownError('config', `${file}:${line}:${col}: ${syntax.message.split('\n', 1)[0]!.replace(/ at line .*$/, '')}`, NEXT)
  }
  const parsed = configDocument.safeParse(document.toJS() ?? {})
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    const { line, col } = lines.linePos(positionOf(document, issue))
    throw new WhydownError('config', `${file}:${line}:${col}: ${wordsOf(issue)}`, NEXT)
  }
  const problem = doubled(parsed.data)
  if (problem !== null) throw new WhydownError('config', `${file}: ${problem}`, NEXT)
  return parsed.data
}

const NEXT = 'The keys are in docs/guide/configuration.md; `whydown init` writes a file that works.'

function positionOf(document: Document, issue: z.core.$ZodIssue): number {
  const path = issue.path.filter((part) => typeof part !== 'symbol')
  if (issue.code === 'unrecognized_keys') {
    const map = path.length === 0 ? document.contents : document.getIn(path, true)
    const pair = isMap(map) ? map.items.find(({ key }) => isScalar(key) && key.value === issue.keys[0]) : undefined
    if (isScalar(pair?.key)) return pair.key.range?.[0] ?? 0
  }
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] | null } | undefined
    if (node?.range) return node.range[0]
  }
  return 0
}

function wordsOf(issue: z.core.$ZodIssue): string {
  const where = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
  const of = where === '' ? '' : ` of ${where}`
  if (issue.code === 'unrecognized_keys') return `"${issue.keys[0]}" is not a key${of}.`
  if (issue.code === 'invalid_union' && where.endsWith('token'))
    return `${where} names where the secret is: { file: PATH }, { env: NAME } or { command: [PROGRAM, …] }. Never the secret itself.`
  return `${where}: ${issue.message}`
}

/** Two entries of one name would make every answer depend on their order. */
function doubled({ hosts, guests }: Config): string | null {
  const twice = (keys: readonly string[]) => keys.find((key, n) => keys.indexOf(key) !== n)
  const host = twice(hosts.map(({ name }) => name))
  if (host !== undefined) return `the host ${host} is there twice.`
  const guest = twice(guests.map(({ kind, id }) => `${kind}:${id}`))
  return guest === undefined ? null : `the guest ${guest} is there twice.`
}
