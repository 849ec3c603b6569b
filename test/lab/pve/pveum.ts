import { randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import { knownPrivileges, readAccess } from './access.ts'

const CONFIG = '/etc/pve/user.cfg'
const add = (line: string) => appendFileSync(CONFIG, `${line}\n`)

/** The `pveum` program: users, roles, tokens, permissions. Its spellings are many; these are the documented ones. */
export function pveum(argv: readonly string[]): number {
  const words = argv.map((word) => word.replace(/^-(?=[a-z])/, '--'))
  const option = (...names: string[]) => {
    const at = words.findIndex((word) => names.some((name) => word === `--${name}` || word.startsWith(`--${name}=`)))
    return at === -1 ? undefined : words[at]!.includes('=') ? words[at]!.split('=')[1] : argv[at + 1]
  }
  const [area, ...more] = words
  if (area === 'role' && more[0] === 'add') {
    const name = argv[2]!
    const privs = (option('privs') ?? '').split(/[ ,;]+/).filter(Boolean)
    const unknown = privs.find((privilege) => !knownPrivileges().includes(privilege))
    if (name.startsWith('PVE'))
      throw new Error(`role ID '${name}' - cannot use role ID starting with the (case-insensitive) 'PVE' namespace`)
    if (unknown !== undefined) throw new Error(`400 Parameter verification failed.\nprivs: invalid privilege '${unknown}'`)
    if (readAccess().roles.has(name)) throw new Error(`create role failed: role '${name}' already exists`)
    add(`role:${name}:${privs.join(',')}:`)
  } else if (area === 'user' && more[0] === 'add') add(`user:${argv[2]}:1:0::::::`)
  else if (area === 'user' && more[0] === 'token' && more[1] === 'add') {
    const [, , , user = '', token = ''] = argv
    if (!readAccess().users.has(user)) throw new Error(`no such user ('${user}')`)
    const separated = (option('privsep') ?? '1') !== '0'
    const secret = randomUUID()
    add(`token:${user}!${token}:0:${separated ? 1 : 0}::`)
    appendFileSync('/etc/pve/priv/token.cfg', `${user}!${token} ${secret}\n`, { mode: 0o600 })
    if (option('output-format') === 'json')
      process.stdout.write(
        `${JSON.stringify({ 'full-tokenid': `${user}!${token}`, info: { privsep: separated ? '1' : '0' }, value: secret })}\n`,
      )
    else
      process.stdout.write(
        ['full-tokenid', 'value']
          .map((key) => `│ ${key.padEnd(12)} │ ${(key === 'value' ? secret : `${user}!${token}`).padEnd(36)} │\n`)
          .join(''),
      )
  } else if ((area === 'acl' && more[0] === 'modify') || area === 'aclmod') {
    const path = area === 'aclmod' ? argv[1]! : argv[2]!
    const who = [option('users', 'user'), option('tokens', 'token')]
      .filter((name) => name !== undefined)
      .flatMap((names) => names.split(','))
    const roles = (option('roles', 'role') ?? '').split(',')
    const access = readAccess()
    for (const role of roles)
      if (!access.roles.has(role)) throw new Error(`400 Parameter verification failed.\nroles: no such role '${role}'`)
    for (const name of who) if (!access.users.has(name) && !access.tokens.has(name)) throw new Error(`no such user or token: ${name}`)
    add(`acl:${option('propagate') ?? 1}:${path}:${who.join(',')}:${roles.join(',')}:`)
  } else if (area === 'role' && more[0] === 'list')
    process.stdout.write(
      readFileSync(CONFIG, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('role:'))
        .join('\n'),
    )
  else {
    process.stderr.write(`ERROR: unknown command 'pveum ${argv.join(' ')}'\n`)
    return 255
  }
  return 0
}
