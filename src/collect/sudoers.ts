import { COMMANDS, type CommandId, VALUES } from './allowed.ts'

/** Where Debian and Proxmox VE keep the programs; sudo wants whole paths. */
const PROGRAMS: Readonly<Record<string, string>> = {
  cat: '/usr/bin/cat',
  grep: '/usr/bin/grep',
  tail: '/usr/bin/tail',
  head: '/usr/bin/head',
  ls: '/usr/bin/ls',
  find: '/usr/bin/find',
  journalctl: '/usr/bin/journalctl',
  dmsetup: '/usr/sbin/dmsetup',
  smartctl: '/usr/sbin/smartctl',
  ipmitool: '/usr/bin/ipmitool',
  qm: '/usr/sbin/qm',
  pct: '/usr/sbin/pct',
  pvesh: '/usr/bin/pvesh',
  'corosync-cfgtool': '/usr/sbin/corosync-cfgtool',
  'corosync-quorumtool': '/usr/sbin/corosync-quorumtool',
}

/** They run a program inside a guest: more than reading a host, so they are not given without being asked for. */
const INSIDE_GUESTS: readonly CommandId[] = ['agent-shell', 'agent-windows-events']

/** One part of a path; never `..`. */
const PART = '[A-Za-z0-9_-][A-Za-z0-9_.@-]*'
/** What the variables of our own loops may hold: they walk lists that stand in the command itself. */
const VARIABLES: Readonly<Record<string, string>> = {
  f: `/(var/log/(syslog|messages|kern\\.log)|etc/pve/ha/[a-z_]+(\\.cfg)?|etc/pve/nodes/${PART}/lrm_status|var/lib/systemd/pstore(/${PART})+)`,
  d: '(/proc/[0-9]+|(sd[a-z]+|nvme[0-9]+n1|vd[a-z]+))',
}

type Word = { readonly text: string; readonly quoted: boolean }

/** The words of each `$S …` in a command, up to where the shell would end it. */
function sudoCalls(run: string): Word[][] {
  const calls: Word[][] = []
  for (let at = run.indexOf('$S '); at !== -1; at = run.indexOf('$S ', at + 1)) {
    const words: Word[] = []
    let text = ''
    let quoted = false
    let quote = ''
    const push = () => {
      if (text !== '' || quoted) words.push({ text, quoted })
      text = ''
      quoted = false
    }
    for (let i = at + 3; ; i++) {
      const c = run[i]
      if (quote !== '') {
        if (c === undefined || c === quote) quote = ''
        else text += c
        continue
      }
      if (c === undefined || ';|&)}<>'.includes(c)) {
        if (c === '}' && /\{\w+$/.test(text)) {
          text += c
          continue
        }
        // `2>/dev/null`: the digit belongs to the redirection.
        if (c === '>' && /^\d$/.test(text)) text = ''
        push()
        break
      }
      if (c === "'" || c === '"') {
        quote = c
        quoted = true
      } else if (c === ' ') push()
      else text += c
    }
    calls.push(words)
  }
  return calls
}

const escape = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
/** JavaScript's `\d` and `(?:` as POSIX extended expressions have them. */
const posix = (pattern: RegExp) =>
  `(${pattern.source
    .replace(/^\^|\$$/g, '')
    .replaceAll('(?:', '(')
    .replaceAll('\\d', '[0-9]')
    .replaceAll('\\w', '[A-Za-z0-9_]')})`

/** One word of a command as an extended regular expression over what the remote shell makes of it. */
function wordPattern({ text, quoted }: Word): string {
  const piece = (part: string) => {
    const [, variable] = /^\$\{?(\w+)\}?$/.exec(part) ?? []
    if (variable !== undefined) return VARIABLES[variable] ?? PART
    const [, value] = /^\{(\w+)\}$/.exec(part) ?? []
    return value === undefined ? escape(part) : VALUES[value] ? posix(VALUES[value]) : PART
  }
  const glob = !quoted && text.includes('*')
  const pattern = text
    .split(/(\$\{?\w+\}?|(?<!\$)\{\w+\}|\*)/)
    .filter((part) => part !== '')
    .map((part) => (part === '*' && glob ? '[A-Za-z0-9_.~@-]+' : piece(part)))
    .join('')
  // A glob becomes as many words as there are files, or stays as it is where nothing fits.
  return glob ? `(${pattern}|${escape(text)})( ${pattern})*` : pattern
}

/** `journalctl ^--list-boots --no-pager$`: one command with the very arguments that it may have. */
export function sudoRules(options: { readonly insideGuests?: boolean } = {}): { readonly program: string; readonly args: string }[] {
  const rules = new Map<string, { program: string; args: string }>()
  for (const id of Object.keys(COMMANDS) as CommandId[]) {
    if (INSIDE_GUESTS.includes(id) && !options.insideGuests) continue
    for (const [program, ...words] of sudoCalls(COMMANDS[id].run)) {
      if (!program) continue
      for (const name of program.text === '{tool}' ? ['qm', 'pct'] : [program.text]) {
        const path = PROGRAMS[name]
        if (path === undefined) throw new Error(`${name} of ${id} has no path for sudo`)
        const args = `^${words.map(wordPattern).join(' ')}$`
        rules.set(`${path} ${args}`, { program: path, args })
      }
    }
  }
  return [...rules.values()].toSorted((a, b) => (a.program + a.args < b.program + b.args ? -1 : 1))
}

/** A file for /etc/sudoers.d. Arguments are whole regular expressions, which sudo has since 1.9.10 (Debian 12). */
export function sudoers(account: string, options: { readonly insideGuests?: boolean } = {}): string {
  const rules = sudoRules(options).map(
    ({ program, args }) => `    ${program} ${args.replace(/[\\,:=]/g, (c) => (c === '\\' ? '\\' : `\\${c}`))}`,
  )
  return [
    `# What whydown may do as root on this host: read, and nothing else. Made by: whydown doctor --sudoers`,
    `# Put it into /etc/sudoers.d/whydown (mode 0440) and check it with: visudo -c`,
    `# sudo 1.9.10 or later.`,
    ...(options.insideGuests
      ? []
      : ['# Programs inside guests, through their agent, are left out: whydown doctor --sudoers --inside-guests']),
    `Defaults:${account} !requiretty, !lecture`,
    `Cmnd_Alias WHYDOWN = \\`,
    rules.join(', \\\n'),
    `${account} ALL=(root) NOPASSWD: WHYDOWN`,
    '',
  ].join('\n')
}
