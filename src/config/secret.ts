import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { WhydownError } from '../model/index.ts'
import type { Environment } from './locate.ts'
import type { SecretSource } from './schema.ts'

const run = promisify(execFile)
const COMMAND_MS = 30_000

/**
 * The secret that a source names: first line, without blanks around it. `note` is told when others may read the file.
 * Errors name the source, never what it held.
 */
export async function readSecret(source: SecretSource, env: Environment, note: (text: string) => void = () => {}): Promise<string> {
  const text = await fetchSecret(source, env, note)
  const secret = text.split('\n', 1)[0]!.trim()
  if (secret === '') throw new WhydownError('config', `${nameOf(source)} is empty.`, 'Put the secret there, on one line.')
  return secret
}

async function fetchSecret(source: SecretSource, env: Environment, note: (text: string) => void): Promise<string> {
  try {
    if ('env' in source) return env[source.env] ?? ''
    if ('file' in source) {
      const { mode } = await stat(source.file)
      if ((mode & 0o077) !== 0) note(`${source.file} can be read by others: chmod 600 ${source.file}`)
      return await readFile(source.file, 'utf8')
    }
    const [program = '', ...args] = source.command
    return (await run(program, args, { timeout: COMMAND_MS, maxBuffer: 64 * 1024 })).stdout
  } catch (error) {
    const { code, killed } = error as { code?: string | number; killed?: boolean }
    const why = killed ? `did not answer within ${COMMAND_MS / 1000} s` : `failed (${code ?? 'unknown'})`
    throw new WhydownError('config', `Reading the secret from ${nameOf(source)} ${why}.`, 'Check the path or run the command yourself.')
  }
}

const nameOf = (source: SecretSource): string =>
  'file' in source ? source.file : 'env' in source ? `the environment variable ${source.env}` : `the command ${source.command[0]}`
