import { join } from 'node:path'
import { startLab, type Lab } from './lab.ts'
import { ended } from './scenarios/scenario.ts'
import { threeNodes } from './standard.ts'
import { why } from './why.ts'

const ROUND_TRIP_MS = 20
const LINES = 20_000
const RUNS = 3

export interface LabFigures {
  readonly runbookSeconds: number
  readonly runbookOneHostSeconds: number
  readonly whySeconds: number
  readonly pulledMB: number
  readonly sessionsPerHost: number
  readonly hostCpuSeconds: number
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Some hours of a busy host: lines that mean nothing, through its own journald. */
const fill = (lab: Lab, name: string): Promise<string> =>
  lab.peek(
    name,
    `i=0; while [ $i -lt ${LINES} ]; do echo "pvestatd[$i]: status update time (5.$i seconds), 10.0.0.$((i % 250)) GET /api2/json/cluster/resources 200"; i=$((i+1)); done | logger -t noise; journalctl --sync; du -sm /var/log/journal | cut -f1`,
  )

/**
 * The runbook by hand against `whydown why`: three hosts and a guest behind 20 ms, the same outage, the same OpenSSH.
 * Everything else is measured on the hosts: their sshd's log, their control groups, the relay's bytes.
 */
export async function labFigures(say: (line: string) => void): Promise<LabFigures> {
  const lab = await startLab(threeNodes({ roundTripMs: ROUND_TRIP_MS }))
  try {
    const hosts = lab.spec.machines.filter(({ role }) => role === 'node').map(({ name }) => name)
    await Promise.all(hosts.map((name) => fill(lab, name)))
    await lab.ssh('maas', 'logger -t app import of 24 images')
    await lab.ssh('pve1', 'qm stop 103')
    await ended(lab, '103')
    const runbook = join(import.meta.dirname, 'runbook.sh')
    const byHand = async (asked: readonly string[]) =>
      (await lab.client(['sh', runbook, '103', 'maas', ...asked], { timeoutMs: 300_000 })).seconds
    const [all, one, asks]: [number[], number[], number[]] = [[], [], []]
    const [cpu, pulled, sessions]: [number[], number[], number[]] = [[], [], []]
    for (let run = 0; run < RUNS; run++) {
      all.push(await byHand(hosts))
      one.push(await byHand(['pve1']))
      const before = await Promise.all(hosts.map((name) => stateOf(lab, name)))
      const answer = await why(lab, '103')
      asks.push(answer.seconds)
      const [diagnosis] = answer.document?.diagnoses ?? []
      if (diagnosis?.cause?.id !== 'operator.stop') throw new Error(`the answer is wrong: ${diagnosis?.cause?.id}\n${answer.stderr}`)
      const after = await Promise.all(hosts.map((name) => stateOf(lab, name)))
      cpu.push(Math.max(...after.map((state, n) => state.cpu - before[n]!.cpu)))
      pulled.push(after.reduce((sum, state, n) => sum + state.bytes - before[n]!.bytes, 0) / 1e6)
      sessions.push(Math.max(...after.map((state, n) => state.sessions - before[n]!.sessions)))
      say(`runbook ${all.at(-1)!.toFixed(1)} s (one host ${one.at(-1)!.toFixed(1)} s), why ${asks.at(-1)!.toFixed(1)} s`)
    }
    return {
      runbookSeconds: median(all),
      runbookOneHostSeconds: median(one),
      whySeconds: median(asks),
      pulledMB: median(pulled),
      sessionsPerHost: Math.max(...sessions),
      hostCpuSeconds: median(cpu),
    }
  } finally {
    await lab.stop()
  }
}

/** What a host has used and seen so far. */
async function stateOf(lab: Lab, name: string): Promise<{ cpu: number; bytes: number; sessions: number }> {
  const sessions = Number(await lab.peek(name, 'journalctl --sync; journalctl -q -o cat -t sshd | grep -c "^Accepted publickey" || :'))
  const moved = (await lab.ask('moved', name)) as { down: number; up: number }[]
  return { cpu: (await lab.ask('cpu', name)) as number, bytes: moved.reduce((sum, { down, up }) => sum + down + up, 0), sessions }
}

const GOALS: readonly (readonly [string, (f: LabFigures) => number, string, (value: number) => boolean])[] = [
  ['times faster than the runbook on the same three hosts', (f) => f.runbookSeconds / f.whySeconds, 'at least 10', (value) => value >= 10],
  ['seconds for the answer', (f) => f.whySeconds, 'under 10', (value) => value < 10],
  ['MB over the wire, both ways, all hosts', (f) => f.pulledMB, 'under 2', (value) => value < 2],
  ['SSH logins per host', (f) => f.sessionsPerHost, 'at most 2', (value) => value <= 2],
  ['seconds of CPU on the busiest host, sshd and login included', (f) => f.hostCpuSeconds, 'under 1', (value) => value < 1],
]

/** The figures as a table, with what they have to reach; false when one does not. */
export function judge(figures: LabFigures): { table: string; reached: boolean } {
  const rows = GOALS.map(([name, of, goal, test]) => ({ name, value: of(figures), goal, reached: test(of(figures)) }))
  const table = [
    `| over SSH, ${ROUND_TRIP_MS} ms round trip, three hosts and a guest | measured | goal |`,
    '|---|---:|---|',
    ...rows.map(
      ({ name, value, goal, reached }) =>
        `| ${name} | ${value.toFixed(value < 100 && !Number.isInteger(value) ? 2 : 0)} | ${goal}${reached ? '' : ': NOT REACHED'} |`,
    ),
    `| seconds of the runbook, three hosts (one host) | ${figures.runbookSeconds.toFixed(1)} (${figures.runbookOneHostSeconds.toFixed(1)}) | |`,
  ].join('\n')
  return { table, reached: rows.every(({ reached }) => reached) }
}
