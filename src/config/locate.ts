import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { WhydownError } from '../model/index.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const homeOf = (env: Environment) => env['HOME'] || homedir()

/** Where a configuration is looked for when nobody names one, first to last. */
export const configPlaces = (env: Environment, cwd: string): string[] => [
  join(cwd, 'whydown.yaml'),
  join(env['XDG_CONFIG_HOME'] || join(homeOf(env), '.config'), 'whydown', 'config.yaml'),
  '/etc/whydown/config.yaml',
]

/** The file to read: told by --config, else by WHYDOWN_CONFIG, else the first that exists; null when there is none. */
export function locateConfig(told: string | undefined, env: Environment, cwd: string): string | null {
  const named = told ?? (env['WHYDOWN_CONFIG'] || undefined)
  if (named === undefined) return configPlaces(env, cwd).find((path) => existsSync(path)) ?? null
  if (existsSync(named)) return named
  throw new WhydownError(
    'config',
    `There is no configuration ${named}.`,
    told === undefined ? 'WHYDOWN_CONFIG names it. Correct it, or unset it.' : 'Check --config.',
  )
}

/** Where incidents and bundles are kept: `store` of the file, WHYDOWN_STORE before it, else the state folder of the user. */
export function storeFolder(store: string | undefined, env: Environment, root: boolean): string {
  const told = env['WHYDOWN_STORE'] || store
  if (told !== undefined) return told.replace(/^~(?=\/|$)/, homeOf(env))
  if (env['XDG_STATE_HOME']) return join(env['XDG_STATE_HOME'], 'whydown')
  return root ? '/var/lib/whydown' : join(homeOf(env), '.local', 'state', 'whydown')
}
