/**
 * The lab by hand:
 *
 *   npm run lab -- build                 its Debian tree, once
 *   npm run lab -- check                 can it run here?
 *   npm run lab -- up [N] [--rtt MS]     N nodes (3) and two guests that stay until `down`
 *   npm run lab -- run COMMAND…          runs a command where the client stands, on the lab's network
 *   npm run lab -- ssh NAME [COMMAND]    pve1, pve2, … or a guest
 *   npm run lab -- bench                 the runbook by hand against `whydown why`
 *   npm run lab -- record SCENARIO       makes an outage for real and keeps it as an incident and a case of the corpus
 *   npm run lab -- list | down
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Lab, startLab, sweep } from './lab.ts'
import { threeNodes } from './standard.ts'
import { buildTree, whyNoLab } from './tree.ts'

/** Others may have labs of their own on this machine. */
const root = join(import.meta.dirname, '../..')
const [command = '', ...argv] = process.argv.slice(2)

const labs = (): Lab[] =>
  readdirSync(tmpdir())
    .filter((name) => name.startsWith('whydown-lab-') && existsSync(join(tmpdir(), name, 'control')))
    .map((name) => new Lab(join(tmpdir(), name)))
    .filter(({ checkout }) => checkout === root)
const newest = (): Lab => {
  const found = labs()
    .toSorted((a, b) => a.keeperPid - b.keeperPid)
    .at(-1)
  if (found === undefined) throw new Error('No lab is up. npm run lab -- up 3')
  return found
}
const attach = (lab: Lab, words: readonly string[]): Promise<number> => {
  const { command: program, args } = lab.clientCommand(words)
  return new Promise((resolve) => spawn(program, args, { stdio: 'inherit' }).on('close', (code) => resolve(code ?? 1)))
}

async function main(): Promise<number> {
  switch (command) {
    case 'build': {
      const started = performance.now()
      console.log(`${buildTree()} (${((performance.now() - started) / 1000).toFixed(0)} s)`)
      return 0
    }
    case 'check': {
      const why = whyNoLab()
      console.log(why === null ? 'The lab can run here.' : `No lab here: ${why}.`)
      return why === null ? 0 : 1
    }
    case 'up': {
      const why = whyNoLab()
      if (why !== null) throw new Error(`No lab here: ${why}`)
      const started = performance.now()
      const rtt = argv.indexOf('--rtt')
      const lab = await startLab(
        threeNodes({ nodes: Number(argv.find((word) => /^\d+$/.test(word)) ?? 3), roundTripMs: rtt === -1 ? 0 : Number(argv[rtt + 1]) }),
        { stay: true },
      )
      console.log(
        `${lab.spec.machines.map(({ name }) => name).join(' ')} up in ${(performance.now() - started).toFixed(0)} ms; ${lab.folder}`,
      )
      return 0
    }
    case 'list':
      for (const lab of labs()) console.log(`${lab.folder}: ${lab.spec.machines.map(({ name }) => name).join(' ')}`)
      return 0
    case 'run':
      return attach(newest(), argv)
    case 'ssh':
      return attach(newest(), ['ssh', ...argv])
    case 'record': {
      const { record } = await import('./record.ts')
      for (const path of await record(argv[0] ?? '')) console.log(path)
      return 0
    }
    case 'bench': {
      const { judge, labFigures } = await import('./bench.ts')
      const { table, reached } = judge(await labFigures((line) => console.error(line)))
      console.log(table)
      return reached ? 0 : 1
    }
    case 'down':
      for (const lab of labs()) await lab.stop()
      await sweep()
      return 0
    default:
      console.log(
        readFileSync(import.meta.filename, 'utf8')
          .split('*/')[0]!
          .replace(/^\/\*\*?|^ \* ?/gm, ''),
      )
      return 2
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
