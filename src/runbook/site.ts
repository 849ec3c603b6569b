/** The user's own machines and people, as the configuration names them. */
export interface Site {
  readonly nodes: readonly { readonly name: string; readonly ssh: string; readonly kind: string }[]
  readonly guests: readonly { readonly kind: 'vm' | 'ct'; readonly id: string; readonly name?: string; readonly ssh?: string }[]
  readonly contacts: readonly { readonly who: string; readonly reach: string; readonly when?: string }[]
}

export interface Asked {
  readonly kind: 'vm' | 'ct'
  readonly id: string
  readonly name?: string
  readonly ssh?: string
}

export const emptySite: Site = { nodes: [], guests: [], contacts: [] }

/** A word of a shell command, quoted where it must be. */
export const shellWord = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

/** The command on that machine, as it is typed: through ssh unless it is this one. */
export const overSsh = (alias: string, command: string): string =>
  alias === 'local' ? command : `ssh ${/^(?:root@)?<\w+>$/.test(alias) ? alias : shellWord(alias)} ${shellWord(command)}`

/** The guest that is asked about: of the configuration where it is there, else by its number alone. */
export function askedGuest(site: Site, asked: string): Asked | null {
  const [, kind, word = ''] = /^(?:(vm|ct):)?(.+)$/.exec(asked) ?? []
  const known = site.guests.find((guest) => (kind === undefined || guest.kind === kind) && (guest.id === word || guest.name === word))
  if (known) return known
  return /^\d{3,9}$/.test(word) ? { kind: kind === 'ct' ? 'ct' : 'vm', id: word } : null
}

/** Names of a command filled in; without a guest the blanks stay visible. */
export function fill(command: string, guest: Asked | null): string {
  const id = guest?.id ?? '<vmid>'
  const unit = guest?.kind === 'ct' ? `pve-container@${id}.service` : `${id}.scope`
  const mine = guest?.kind === 'ct' ? command.replaceAll(/\bqm (start|stop|config|status|set|resume|unlock|list)\b/g, 'pct $1') : command
  return mine.replaceAll('{guest}', id).replaceAll('{unit}', unit)
}
