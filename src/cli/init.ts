import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseConfig } from '../config/index.ts'
import { WhydownError } from '../model/index.ts'

export interface InitFlags {
  output?: string
  force?: boolean
}

/** Three questions, one small file without secrets. Answers may also come from a pipe, a line each. */
export async function runInit(flags: InitFlags): Promise<number> {
  const file = flags.output ?? join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'whydown', 'config.yaml')
  if (existsSync(file) && !flags.force)
    throw new WhydownError('config', `${file} exists already.`, 'Edit it, or overwrite it with --force.')
  const answers = createInterface({ input: process.stdin, output: process.stderr, terminal: process.stdin.isTTY === true })
  const lines = process.stdin.isTTY ? null : answers[Symbol.asyncIterator]()
  const ask = async (question: string): Promise<string> => {
    if (lines === null) return (await answers.question(`${question} `)).trim()
    process.stderr.write(`${question}\n`)
    return String((await lines.next()).value ?? '').trim()
  }
  try {
    const hosts = words(await ask('Which hosts, as `ssh` knows them? (pve1 pve2; "local" when this is the host)'))
    const api = await ask('Address of the Proxmox API, if there is a token for it? (https://pve1:8006, or nothing)')
    const guests = words(await ask('Guests that answer ssh, as id=alias? (102=maas, or nothing)'))
    const text = configText(hosts, api, guests)
    parseConfig(text, file)
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(file, text, { mode: 0o600 })
  } finally {
    answers.close()
  }
  process.stderr.write(`${file} was written. Next: whydown doctor\n`)
  return 0
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

function configText(hosts: readonly string[], api: string, guests: readonly string[]): string {
  const name = (alias: string) => (alias === 'local' ? 'local' : (alias.split('@').at(-1)!.split('.')[0] ?? alias))
  const lines = ['# Written by whydown init. Keys: docs/guide/configuration.md. No secrets belong here.']
  lines.push(
    hosts.length === 0 ? 'hosts: []' : 'hosts:',
    ...hosts.map((alias) => `  - { name: ${quoted(name(alias))}, ssh: ${quoted(alias)} }`),
  )
  if (api !== '')
    lines.push(
      'api:',
      `  - url: ${quoted(api)}`,
      '    token: { env: WHYDOWN_PVE_TOKEN }',
      '    # fingerprint: as Proxmox shows it under Node, Certificates',
    )
  if (guests.length > 0) {
    lines.push('guests:')
    for (const one of guests) {
      const [id, alias] = one.split('=')
      if (!id || !alias) throw new WhydownError('usage', `"${one}" is no guest.`, 'Write it as id=alias, for example 102=maas.')
      lines.push(`  - { id: ${quoted(id)}, ssh: ${quoted(alias)} }`)
    }
  }
  return `${lines.join('\n')}\n`
}
