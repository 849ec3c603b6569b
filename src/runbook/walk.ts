import { explainOutput } from './explain.ts'
import { PHASES, type StepDefinition } from './phases.ts'
import { type Asked, fill, type Site } from './site.ts'

export interface WalkWorld {
  /** Tells the person something in our own words; may be wrapped. */
  say(...lines: readonly string[]): void
  /** Commands and output, as they are. */
  show(...lines: readonly string[]): void
  /** Asks and waits; null when nobody answers any more. */
  ask(question: string): Promise<string | null>
  /** Runs a read-only command there. */
  run(alias: string, command: string, seconds: number): Promise<{ output: string; trouble: string | null }>
}

export interface Walked {
  readonly done: readonly { readonly step: string; readonly where: string; readonly shows: readonly string[] }[]
  /** `quit` when the person stopped before the end. */
  readonly ended: 'end' | 'quit'
}

const SHOWN_LINES = 12

/**
 * Walks a person through the runbook: says what a step is for, runs it when they say so, and explains what it shows. Any answer
 * is taken: Enter or `y` runs, `s` passes a step over, `n` goes to the next phase, `q` ends.
 */
export async function walkRunbook(site: Site, guest: Asked | null, zone: string, world: WalkWorld): Promise<Walked> {
  const done: { step: string; where: string; shows: readonly string[] }[] = []
  const nodes = site.nodes.length > 0 ? site.nodes : [{ name: 'this machine', ssh: 'local', kind: 'pve' }]
  world.say(
    guest
      ? `Runbook for ${guest.kind} ${guest.id}${guest.name === undefined ? '' : ` (${guest.name})`}. Every step only reads.`
      : 'Runbook. Every step only reads.',
  )
  let skipTo: string | null = null
  phases: for (const [n, phase] of PHASES.entries()) {
    if (skipTo !== null && phase.id !== skipTo) continue
    skipTo = null
    world.say('', `Phase ${n + 1}: ${phase.title} (${phase.minutes} minutes)`)
    for (const [m, step] of phase.steps.entries()) {
      const places = placesOf(step, nodes, guest)
      const before = done.length
      world.say('', `${n + 1}.${m + 1} ${step.title}`, ...step.look.map((look) => `  look for: ${look}`))
      if (places.length === 0) {
        world.say(
          step.on === 'guest'
            ? '  Not run: no way into the guest is configured. Look at its console.'
            : '  Not run: this step needs the id of the guest.',
        )
        continue
      }
      for (const { name, alias } of places) {
        const command = fill(step.command, guest)
        world.show(`  ${name}: ${command}`)
        const answer = await world.ask('  Run it? [Y]es, [s]kip, [n]ext phase, [q]uit: ')
        if (answer === null || /^q/i.test(answer.trim())) return { done, ended: 'quit' }
        if (/^n(?:ext)?$/i.test(answer.trim())) continue phases
        if (/^s/i.test(answer.trim())) continue
        const { output, trouble } = await world.run(alias, command, step.seconds)
        const lines = output.trim() === '' ? [] : output.trimEnd().split('\n')
        world.show(...lines.slice(0, SHOWN_LINES).map((line) => `  | ${line}`))
        if (lines.length > SHOWN_LINES) world.say(`  | ${lines.length - SHOWN_LINES} more lines`)
        if (trouble !== null) world.say(`  It did not end well: ${trouble}.`)
        const shows = await explainOutput(step, output, zone)
        world.say(...shows.map((line) => `  > ${line}`))
        done.push({ step: `${n + 1}.${m + 1} ${step.title}`, where: name, shows })
      }
      if (step.decision && done.length > before) world.say(`  ${step.decision}`)
    }
    if (phase.ask) {
      const answer = await world.ask(`\n${phase.ask.question} [y/N]: `)
      if (answer === null) return { done, ended: 'quit' }
      if (/^y/i.test(answer.trim())) {
        world.say(`${phase.ask.yes}`)
        skipTo = phase.ask.to
      }
    }
  }
  return { done, ended: 'end' }
}

function placesOf(step: StepDefinition, nodes: Site['nodes'], guest: Asked | null): { name: string; alias: string }[] {
  if (guest === null && /\{(?:guest|unit)\}/.test(step.command)) return []
  if (step.on === 'guest') return guest?.ssh === undefined ? [] : [{ name: guest.name ?? guest.id, alias: guest.ssh }]
  return nodes.map(({ name, ssh }) => ({ name, alias: ssh }))
}
