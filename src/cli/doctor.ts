import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBundle } from '../bundle/index.ts'
import { collect, sudoers, targetsOf } from '../collect/index.ts'
import { type Config, loadConfig } from '../config/index.ts'
import { examine, type Examined, patientsOf } from '../doctor/index.ts'
import { showProgress } from './progress.ts'
import { version } from './version.ts'

export interface DoctorFlags {
  config?: string
  node: string[]
  json?: boolean
  quiet?: boolean
  sudoers?: boolean
  insideGuests?: boolean
  account: string
  pveRole?: boolean
  forcedCommand?: boolean
}

const HOUR_MS = 3_600_000
const BUDGET_MS = 60_000

export async function runDoctor(flags: DoctorFlags): Promise<number> {
  if (flags.sudoers) process.stdout.write(sudoers(flags.account, { insideGuests: flags.insideGuests === true }))
  else if (flags.pveRole) process.stdout.write(PVE_ROLE)
  else if (flags.forcedCommand) process.stdout.write(forcedCommand(flags.account))
  else {
    const { config } = await loadConfig({
      ...(flags.config === undefined ? {} : { told: flags.config }),
      env: process.env,
      cwd: process.cwd(),
    })
    const examined = await examineLive(config, flags.node, flags.quiet === true)
    if (flags.json) process.stdout.write(`${JSON.stringify({ schema: 'whydown.doctor/v1', hosts: examined })}\n`)
    else process.stdout.write(textOf(examined))
    return examined.every(({ checks }) => checks.some(({ id, result }) => id === 'access' && result === 'problem')) ? 4 : 0
  }
  return 0
}

/** Asks all machines once and looks at the answers; nothing of it is kept. */
export async function examineLive(config: Config, nodes: readonly string[], quiet: boolean): Promise<Examined[]> {
  const targets = targetsOf(config, nodes, process.env)
  const folder = await mkdtemp(join(tmpdir(), 'whydown-doctor-'))
  const progress = showProgress(quiet)
  try {
    const now = Date.now()
    const collected = await collect({
      hosts: targets.hosts,
      guests: targets.guests,
      window: { from: now - HOUR_MS, to: now },
      narrow: true,
      now,
      budgetMs: BUDGET_MS,
      createdBy: `whydown ${version} doctor`,
      bundle: await createBundle(folder),
      progress: progress.see,
    })
    return patientsOf(folder, [...targets.hosts, ...targets.guests.map(({ target }) => target)], collected, now)
      .filter((patient) => patient.kind !== 'guest' || collected.machines.some(({ name }) => name === patient.name))
      .map(examine)
  } finally {
    progress.end()
    await rm(folder, { recursive: true, force: true })
  }
}

const WIDTH = 80

function textOf(hosts: readonly Examined[]): string {
  const problems = hosts.flatMap(({ checks }) => checks).filter(({ result }) => result === 'problem').length
  const lines = [
    '',
    problems === 0
      ? '  The next outage could be explained.'
      : `  ${problems} ${problems === 1 ? 'thing stands' : 'things stand'} in the way of the next explanation.`,
  ]
  for (const { name, checks } of hosts) {
    const ready = checks.filter(({ result }) => result === 'ok')
    lines.push('', `  ${name}   ${ready.length} of ${checks.length} ready`)
    for (const check of checks) {
      if (check.result === 'ok') continue
      const word = { warning: 'better   ', problem: 'PROBLEM  ', unseen: 'not seen ', ok: '' }[check.result]
      lines.push(...wrap(`${check.title}: ${check.because}`, `    ${word}`, ' '.repeat(13)))
      if (check.fix) lines.push(...wrap(check.fix, ' '.repeat(13), ' '.repeat(13)))
      if (check.command) lines.push(`               ${check.command}`)
    }
    if (ready.length > 0) lines.push(...wrap(ready.map(({ title }) => title).join(' · '), '    ready    ', ' '.repeat(13)))
  }
  return `${lines.join('\n')}\n\n`
}

function wrap(text: string, first: string, next: string): string[] {
  const lines: string[] = []
  let line = first
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + word.length + 1 > WIDTH && line !== first && line !== next) {
      lines.push(line)
      line = next
    }
    line += line === first || line === next ? word : ` ${word}`
  }
  return [...lines, line]
}

/** PVE 9 split the agent's privileges; on 8 and older VM.Monitor stands for them. */
const PVE_ROLE = `# A role that can read and nothing else, and a token for it. Run as root on one node.
pveum role add WhydownAudit --privs "Sys.Audit Sys.Syslog VM.Audit Datastore.Audit Pool.Audit VM.GuestAgent.Audit VM.GuestAgent.FileRead"
# Proxmox VE 8 and older know no VM.GuestAgent.*; there:
#   pveum role add WhydownAudit --privs "Sys.Audit Sys.Syslog VM.Audit Datastore.Audit Pool.Audit VM.Monitor"
pveum user add whydown@pve --comment "whydown, read-only"
pveum acl modify / --users whydown@pve --roles WhydownAudit
# The token has the rights of its user only if privilege separation is off, or if it has an ACL of its own:
pveum user token add whydown@pve read --privsep 1
pveum acl modify / --tokens 'whydown@pve!read' --roles WhydownAudit
# Put "whydown@pve!read=SECRET" into a file that only you can read, and name it in whydown.yaml:
#   api: [{ url: 'https://NODE:8006', token: { file: /etc/whydown/token }, fingerprint: '…' }]
`

const forcedCommand = (
  account: string,
): string => `# A line for ~${account}/.ssh/authorized_keys on each host. The key can start one shell that reads our script from
# its input: no forwarding, no terminal, no other program. What that shell may read is what the account may read, and what
# its sudoers allows (whydown doctor --sudoers).
restrict,command="exec /bin/sh -s" ssh-ed25519 AAAA… whydown
`
