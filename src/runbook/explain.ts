import { readFacts } from '../capacity/index.ts'
import { createObserver, parsers, patterns, readRecords } from '../parse/index.ts'
import type { StepDefinition } from './phases.ts'

const SAID = 6
/** Lines of a kind that only tell the setting say nothing about an outage. */
const WEIGHT = { end: 0, fault: 1, intent: 2, recovery: 3, symptom: 4, activity: 5, context: 6 } as const

/** What the output of a step shows, in our own words, by the same parsers that a diagnosis uses. Nothing is judged here. */
export async function explainOutput(step: StepDefinition, output: string, zone: string): Promise<string[]> {
  if (output.trim() === '')
    return [
      step.command.startsWith('journalctl')
        ? 'Nothing: no such line in that time. It counts only where the journal goes back so far.'
        : 'Nothing was printed.',
    ]
  const side = step.on === 'guest' ? ('guest' as const) : ('host' as const)
  const observer = createObserver(patterns, parsers)
  const bytes = Buffer.from(output)
  const reader = readRecords(
    {
      file: step.id,
      side,
      content: 'text',
      open: async function* open() {
        yield bytes
      },
    },
    { zone, reference: null },
  )
  for await (const record of reader.records) observer.see(record)
  const seen = observer
    .end()
    .filter(({ kind }) => step.kinds.test(kind))
    .toSorted((a, b) => WEIGHT[a.salience] - WEIGHT[b.salience] || (b.at ?? 0) - (a.at ?? 0))
  const said = [
    ...new Set(
      seen
        .filter(({ kind }) => kind !== 'process.memory')
        .map(({ at, says }) => `${at === null ? '' : `${new Date(at).toISOString().slice(0, 19)}Z  `}${says}`),
    ),
  ]
  const figures = figuresOf(output)
  const shown = [...said.slice(0, SAID), ...(said.length > SAID ? [`${said.length - SAID} more like these`] : []), ...figures]
  return shown.length > 0 ? shown : ['Nothing in it is a line that whydown knows to matter here.']
}

/** Guests and memory, which lists and /proc tell in figures. */
function figuresOf(output: string): string[] {
  const facts = readFacts([{ file: 'output', text: output }])
  const node = [...facts.nodes.values()][0]
  const gib = (kib: number) => `${(kib / 1024 / 1024).toFixed(1)} GiB`
  const guests = [...facts.guests.values()]
  const up = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)$/m.exec(output)?.[1]
  // `47121 Tue Jul 29 17:00:18 2025    01:12:07`
  const process = /^\s*(\d+) (\w{3} \w{3} +\d+ [\d:]+ \d{4}) +([\d:-]+)\s*$/m.exec(output)
  const running = guests.filter((guest) => guest.running?.value).length
  const stopped = guests.filter(({ running }) => running?.value === false)
  return [
    ...(up === undefined ? [] : [`Up since ${up} by its own clock.`]),
    ...(process ? [`Process ${process[1]} began ${process[2]} and is ${process[3]} old, by the clock of the host.`] : []),
    ...(guests.length > 0
      ? [
          `${running} ${running === 1 ? 'guest runs' : 'guests run'}${stopped.length > 0 ? `; stopped: ${stopped.map(({ id, name }) => `${id}${name === undefined ? '' : ` (${name})`}`).join(', ')}` : ', none is stopped'}.`,
        ]
      : []),
    ...(node?.memTotal && node.memAvailable ? [`${gib(node.memAvailable.kib)} of ${gib(node.memTotal.kib)} are available.`] : []),
    ...(node?.swapTotal ? [node.swapTotal.kib === 0 ? 'There is no swap.' : `There are ${gib(node.swapTotal.kib)} of swap.`] : []),
    ...(node?.arcMax ? [`The ZFS cache may take ${gib(node.arcMax.kib)}.`] : []),
  ]
}
