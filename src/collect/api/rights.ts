/** `/access/permissions` of the token itself: path → privilege → 1 when it holds below as well, 0 when only there. */
export type Rights = ReadonlyMap<string, Readonly<Record<string, number>>>

export function readRights(data: unknown): Rights {
  if (data === null || typeof data !== 'object') return new Map()
  return new Map(
    Object.entries(data as Record<string, Record<string, number>>).filter(([, has]) => has !== null && typeof has === 'object'),
  )
}

/**
 * Does the token have this privilege there? The nearest path above that names any privilege decides, as in Proxmox.
 *
 * It must be asked before every list: without the right an answer is 200 and empty, which looks like silence.
 */
export function may(rights: Rights, path: string, anyOf: readonly string[]): boolean {
  for (let at = path; ; at = at.replace(/\/[^/]*$/, '') || '/') {
    const has = rights.get(at)
    if (has) {
      const own = at === path
      const found = anyOf.some((privilege) => has[privilege] !== undefined && (own || Number(has[privilege]) === 1))
      if (found || Object.values(has).some((deep) => own || Number(deep) === 1)) return found
    }
    if (at === '/') return false
  }
}

/** The command that grants it, for the coverage row. */
export const grantOf = (user: string, privilege: string): string =>
  `it needs ${privilege}: pveum role add Whydown --privs "VM.Audit Sys.Audit Sys.Syslog Datastore.Audit Pool.Audit"; pveum acl modify / --tokens '${user}' --roles Whydown; pveum acl modify / --users '${user.split('!')[0]}' --roles Whydown`
