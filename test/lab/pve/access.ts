import { existsSync, readFileSync } from 'node:fs'
import { release } from './release.ts'

const AUDIT = ['VM.Audit', 'Sys.Audit', 'Datastore.Audit', 'Pool.Audit', 'SDN.Audit', 'Mapping.Audit']
const ALL = [
  ...AUDIT,
  'Sys.Syslog',
  'Sys.Modify',
  'Sys.PowerMgmt',
  'Sys.Console',
  'VM.PowerMgmt',
  'VM.Console',
  'VM.Config.Options',
  'Permissions.Modify',
]

/** Privileges of this release that concern the guest agent: one for all until 8, split since 9. */
const agentPrivileges = (): string[] =>
  release().major >= 9
    ? [
        'VM.GuestAgent.Audit',
        'VM.GuestAgent.FileRead',
        'VM.GuestAgent.FileWrite',
        'VM.GuestAgent.FileSystemMgmt',
        'VM.GuestAgent.Unrestricted',
      ]
    : ['VM.Monitor']
export const knownPrivileges = (): string[] => [...ALL, ...agentPrivileges()]

interface Access {
  readonly users: ReadonlySet<string>
  /** `user!token` → privilege separated */
  readonly tokens: ReadonlyMap<string, boolean>
  readonly roles: ReadonlyMap<string, readonly string[]>
  readonly acl: readonly { path: string; propagate: boolean; who: readonly string[]; roles: readonly string[] }[]
}

/** /etc/pve/user.cfg, as it is now. */
export function readAccess(): Access {
  const users = new Set<string>()
  const tokens = new Map<string, boolean>()
  const roles = new Map<string, readonly string[]>([
    ['PVEAuditor', [...AUDIT, ...(release().major >= 9 ? ['VM.GuestAgent.Audit'] : [])]],
    ['Administrator', knownPrivileges()],
    ['NoAccess', []],
  ])
  const acl: { path: string; propagate: boolean; who: string[]; roles: string[] }[] = []
  for (const line of readFileSync('/etc/pve/user.cfg', 'utf8').split('\n')) {
    const [kind, ...fields] = line.split(':')
    if (kind === 'user') users.add(fields[0]!)
    else if (kind === 'token') tokens.set(fields[0]!, fields[2] === '1')
    else if (kind === 'role') roles.set(fields[0]!, fields[1]!.split(',').filter(Boolean))
    else if (kind === 'acl')
      acl.push({ propagate: fields[0] === '1', path: fields[1]!, who: fields[2]!.split(','), roles: fields[3]!.split(',') })
  }
  return { users, tokens, roles, acl }
}

/** Privileges of one identity on a path: the nearest entry of the tree counts, as Proxmox has it. */
function granted(access: Access, who: string, path: string): Set<string> {
  if (who === 'root@pam') return new Set(knownPrivileges())
  const parts = path.split('/').filter(Boolean)
  const chain = ['/', ...parts.map((_, n) => `/${parts.slice(0, n + 1).join('/')}`)]
  for (const at of chain.toReversed()) {
    const entries = access.acl.filter((entry) => entry.path === at && entry.who.includes(who) && (entry.propagate || at === path))
    if (entries.length > 0) return new Set(entries.flatMap(({ roles }) => roles).flatMap((role) => access.roles.get(role) ?? []))
  }
  return new Set()
}

/** What an identity (`user@realm` or `user@realm!token`) may on a path. A separated token has only what its user has too. */
export function privileges(who: string, path: string): Set<string> {
  const access = readAccess()
  const [user = ''] = who.split('!')
  if (user === who) return granted(access, user, path)
  const own = granted(access, user, path)
  if (access.tokens.get(who) === false) return own
  const token = granted(access, who, path)
  return new Set([...token].filter((privilege) => own.has(privilege)))
}

/** The identity of an `Authorization` header; null when there is no such token. */
export function identify(header: string | undefined): string | null {
  const match = /^PVEAPIToken=([^=]+)=([\w-]+)$/.exec(header ?? '')
  const path = '/etc/pve/priv/token.cfg'
  if (!match || !existsSync(path)) return null
  const [, who = '', secret = ''] = match
  return readFileSync(path, 'utf8').split('\n').includes(`${who} ${secret}`) ? who : null
}
