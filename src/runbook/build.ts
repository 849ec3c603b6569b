import { type Area, type CauseDefinition, causes as allCauses, edges } from '../causes/index.ts'
import { WhydownError } from '../model/index.ts'
import { patterns } from '../parse/index.ts'
import type { RunbookCause, RunbookDocument } from './document.ts'
import { PHASES, type StepDefinition } from './phases.ts'
import { sortCommand } from './safe-commands.ts'
import { type Asked, fill, overSsh, type Site } from './site.ts'

export interface RunbookQuestion {
  readonly site: Site
  /** One cause; all of them unless given. */
  readonly cause?: string
  readonly guest?: Asked
  /** Day on which it is made, `2026-01-31`. */
  readonly today: string
  readonly version: string
}

/** What fails most, in this order; the others are listed by name and have a page each. */
const COMMON = [
  'memory.host-oom',
  'storage.thin-pool-full',
  'storage.zfs-pool-suspended',
  'storage.disk-failure',
  'storage.nfs-hang',
  'operator.shutdown',
  'backup.stop-mode',
  'cluster.fence',
  'power.loss',
  'host.kernel-panic',
  'hardware.thermal',
  'guest.kernel-panic',
  'guest.oom',
  'qemu.crash',
  'network.nic-hang',
]
const SAMPLES = 4
const REVIEW_DAYS = 90

/** A runbook out of what whydown itself knows: its causes, its patterns with their real lines, and the user's own machines. */
export function buildRunbook({ site, cause, guest, today, version }: RunbookQuestion): RunbookDocument {
  const one = cause === undefined ? null : causeNamed(cause)
  const asked = guest ?? null
  const told = one ? [one, ...below(one)] : COMMON.flatMap((id) => allCauses.find((known) => known.id === id) ?? [])
  const shown = new Set(told.map(({ id }) => id))
  return {
    schema: 'whydown.runbook/v1',
    tool: { name: 'whydown', version },
    cause: one?.id ?? null,
    guest: asked ? `${asked.kind}:${asked.id}` : null,
    version: '1.0',
    updated: today,
    nextReview: addDays(today, REVIEW_DAYS),
    title: one ? `Runbook: ${one.title}` : 'Runbook: why did the virtual machine go down?',
    purpose: one
      ? `How to find out whether ${one.title}, and what to do then. ${quoted(one.doc)}`
      : 'From “it is gone” to the cause, with the lines that prove it, in the order in which evidence expires. Every command only reads; what changes something stands apart and is for a person to decide. The command “whydown why GUEST” does all of it at once.',
    machines: machinesOf(site),
    prerequisites: prerequisitesOf(site, asked),
    phases: phasesFor(one).map(({ id, title, minutes, steps, ask }) => ({
      id,
      title,
      minutes,
      steps: steps.map((step) => ({
        id: step.id,
        title: step.title,
        on: step.on,
        commands: commandsOf(step, site, asked),
        look: [...step.look],
        samples: samplesOf(step),
        ...(step.decision === undefined ? {} : { decision: step.decision }),
      })),
      ...(ask ? { decision: `${ask.question} ${ask.yes} Go on with ${PHASES.find((phase) => phase.id === ask.to)?.title}.` } : {}),
    })),
    causes: told.map((known) => causeOf(known, asked)),
    others: one
      ? []
      : [
          ...Map.groupBy(
            allCauses.filter(({ id }) => !shown.has(id)),
            ({ area }) => area,
          ),
        ]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([area, list]) => ({
            area,
            causes: list.map(({ id, title }) => ({ id, title })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          })),
    escalation: {
      criteria: [
        'Several guests are affected at once.',
        'Hardware errors are in the log of a host or of its BMC.',
        'Storage is corrupt, read-only or suspended.',
        'The guest cannot be started again.',
        'The cause is not known after the time above, and it happens again.',
      ],
      contacts: [...site.contacts],
    },
    reference: referenceOf(site, asked),
    recovery: recoveryOf(told, asked),
    after: [
      'Write down what was found: “whydown report” makes the document, with its citations.',
      'Do the immediate and the short-term measures, each with an owner and a date.',
      'Check that they hold: “whydown actions verify”.',
      'See what would be next: “whydown capacity”.',
      'Look at it again after 30 days. Make this runbook anew: “whydown runbook” tells what changed.',
    ],
    changes: [],
  }
}

function causeNamed(id: string): CauseDefinition {
  const found = allCauses.find((known) => known.id === id)
  if (found) return found
  const near = allCauses.filter((known) => known.id.includes(id.split('.').at(-1) ?? id)).map((known) => known.id)
  throw new WhydownError(
    'usage',
    `There is no cause ${id}.`,
    near.length > 0 ? `Did you mean ${near.slice(0, 3).join(', ')}?` : 'See: whydown causes list',
  )
}

/** What brings a cause about: the next question once it is proven. */
const below = ({ id }: CauseDefinition) =>
  edges.filter(({ to }) => to === id).flatMap(({ from }) => allCauses.find((known) => known.id === from) ?? [])

/** For one cause only the steps that show it, besides the triage that comes before everything. */
function phasesFor(cause: CauseDefinition | null) {
  if (cause === null) return PHASES
  const kinds = Object.values(cause.signals)
    .flat()
    .flatMap((signal) => [signal.kind].flat())
  return PHASES.map((phase) => ({
    ...phase,
    steps: phase.steps.filter(
      (step) => phase.id === 'triage' || step.areas?.includes(cause.area) || kinds.some((kind) => step.kinds.test(kind)),
    ),
  })).filter(({ steps }) => steps.length > 0)
}

function machinesOf({ nodes, guests }: Site): RunbookDocument['machines'] {
  return [
    ...nodes.map(({ name, ssh, kind }) => ({
      name,
      reach: ssh === 'local' ? 'this machine' : `ssh ${ssh}`,
      what: kind === 'pve' ? 'Proxmox VE host' : `${kind} host`,
    })),
    ...guests.map(({ kind, id, name, ssh }) => ({
      name: `${kind} ${id}${name === undefined ? '' : ` (${name})`}`,
      reach: ssh === undefined ? 'through its host' : `ssh ${ssh}`,
      what: kind === 'vm' ? 'virtual machine' : 'container',
    })),
  ]
}

function prerequisitesOf(site: Site, guest: Asked | null): string[] {
  return [
    site.nodes.length > 0
      ? `SSH to ${site.nodes.map(({ name }) => name).join(', ')} as root, or as an account in the groups adm and systemd-journal with sudo.`
      : 'SSH to the host as root, or as an account in the groups adm and systemd-journal with sudo. Write your hosts into whydown.yaml and they stand here.',
    guest?.ssh === undefined
      ? 'A way into the guest, if it has one: SSH, its console, or the guest agent.'
      : `SSH to the guest: ssh ${guest.ssh}.`,
    guest
      ? `The guest is ${guest.kind} ${guest.id}${guest.name === undefined ? '' : ` (${guest.name})`}.`
      : 'The id of the guest (qm list), here <vmid>.',
    'The time of the outage, as near as you know it. Minute data of Proxmox before version 9 is gone after an hour: collect first, think then.',
  ]
}

function commandsOf(step: StepDefinition, site: Site, guest: Asked | null): { where: string; command: string }[] {
  const command = fill(step.command, guest)
  if (step.on === 'here') return [{ where: 'here', command }]
  if (step.on === 'guest') return [{ where: guest?.name ?? 'guest', command: overSsh(guest?.ssh ?? '<guest>', command) }]
  const nodes = site.nodes.length > 0 ? site.nodes : [{ name: 'host', ssh: 'root@<host>', kind: 'pve' }]
  return nodes.map(({ name, ssh }) => ({ where: name, command: overSsh(ssh, command) }))
}

/** Real lines of this step: its own, then those of the patterns by which its causes are proven, then of its kinds. */
function samplesOf(step: StepDefinition): string[] {
  const deciding = new Set(
    allCauses
      .filter(({ area }) => step.areas?.includes(area as Area))
      .flatMap(({ signals }) => signals.decisive.flatMap(({ kind }) => [kind].flat())),
  )
  const fitting = patterns.filter(({ kind, by }) => step.kinds.test(kind) && by !== 'anyone')
  const ordered = [...fitting.filter(({ kind }) => deciding.has(kind)), ...fitting.filter(({ kind }) => !deciding.has(kind))]
  const own = step.samples ?? []
  if (own.length > 0) return [...own]
  return [...new Set(ordered.map(({ samples }) => firstLine(samples[0] ?? '')))].filter((line) => line !== '').slice(0, SAMPLES)
}

const quoted = (text: string) => text.replaceAll(/`([^`]+)`/g, '“$1”')

const firstLine = (text: string) => text.split('\n', 1)[0]!.slice(0, 400)

function causeOf(cause: CauseDefinition, guest: Asked | null): RunbookCause {
  const decisive = cause.signals.decisive.flatMap(({ kind }) => [kind].flat())
  const samples = patterns.filter(({ kind }) => decisive.includes(kind)).map(({ samples: lines }) => firstLine(lines[0] ?? ''))
  const memory = PHASES.flatMap(({ steps }) => steps).find(({ id }) => id === 'memory')!
  return {
    id: cause.id,
    title: cause.title,
    // Documents mark lines with backticks; here they are quoted as people quote.
    diagnosis: quoted(cause.doc),
    samples: [...new Set([...(decisive.includes('kernel.oom-report') ? memory.samples! : []), ...samples])].slice(0, SAMPLES),
    settle: cause.settle.map(({ what, command }) => {
      const { reads, changes } = sortCommand(command)
      return { what, commands: reads.map((read) => fill(read, guest)), byHand: changes.map((change) => fill(change, guest)) }
    }),
    solutions: cause.remedies.map(({ when, text, command }) => {
      const { reads, changes } = sortCommand(command ?? '')
      return { when, text, reads: reads.map((read) => fill(read, guest)), changes: changes.map((change) => fill(change, guest)) }
    }),
    prevention: cause.prevention.map(({ text, check }) => ({ text, check })),
    related: edges.filter(({ from, to }) => from === cause.id || to === cause.id).map(({ how }) => how),
  }
}

function referenceOf(site: Site, guest: Asked | null): RunbookDocument['reference'] {
  const node = site.nodes[0] ?? { name: 'host', ssh: 'root@<host>' }
  const on = (command: string) => ({ where: node.name, command: overSsh(node.ssh, fill(command, guest)) })
  return [
    {
      title: 'State',
      commands: [
        on('timeout 10 qm list'),
        on('timeout 10 qm status {guest} --verbose'),
        on('timeout 5 cat /etc/pve/nodes/*/qemu-server/{guest}.conf'),
        on('timeout 10 ha-manager status'),
      ],
    },
    {
      title: 'Logs',
      commands: [
        on('journalctl -q --no-pager -o short-iso-precise --since yesterday UNIT={unit} + _SYSTEMD_UNIT={unit}'),
        on('journalctl -q --no-pager -o short-iso-precise --since yesterday -k --grep "oom-kill:|Killed process"'),
        on('journalctl -q --no-pager -o short-iso-precise --since "-1 hour" -p err'),
      ],
    },
    {
      title: 'With whydown',
      commands: [
        { where: 'here', command: `whydown why ${guest?.name ?? guest?.id ?? '<vmid>'}` },
        { where: 'here', command: `whydown collect ${guest?.id ?? '<vmid>'} --dry-run` },
        { where: 'here', command: 'whydown capacity' },
        { where: 'here', command: 'whydown causes explain memory.host-oom' },
      ],
    },
  ]
}

function recoveryOf(causes: readonly CauseDefinition[], guest: Asked | null): RunbookDocument['recovery'] {
  const always = [
    { text: 'Start the guest.', command: 'qm start {guest}' },
    { text: 'Go on with a guest that was paused for a full storage, once there is space.', command: 'qm resume {guest}' },
    { text: 'Reset a guest that hangs. What it held in memory is lost, and with it the reason: look first.', command: 'qm reset {guest}' },
    { text: 'Remove a lock, once no task runs that holds it.', command: 'qm unlock {guest}' },
  ]
  const known = causes.flatMap(({ remedies }) =>
    remedies
      .filter(({ when }) => when === 'immediate')
      .flatMap(({ text, command }) => sortCommand(command ?? '').changes.map((change) => ({ text, command: change }))),
  )
  const rows = [...always, ...known].map(({ text, command }) => ({ text, command: fill(command, guest) }))
  return rows.filter(({ command }, n) => rows.findIndex((row) => row.command === command) === n)
}

function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00.000Z`)
  return new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}
