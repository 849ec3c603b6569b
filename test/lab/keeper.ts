/**
 * Keeps one lab: runs in a network namespace of its own, which is the lab's wire, boots the machines, delays their
 * traffic, and couples each VM's process on a node with the machine that is its inside. Ends the lab, and leaves
 * nothing behind, when its input ends or it gets SIGTERM.
 *
 *   unshare --net node keeper.ts FOLDER        FOLDER/spec.json; answers on FOLDER/control
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ownGroup, removeCgroups } from './machine/cgroups.ts'
import { bootMachine, ip, layer, type Machine, type MachineOptions, until } from './machine/machine.ts'
import { PowerSwitch } from './machine/power.ts'
import { prepareMachine } from './machine/prepare.ts'
import { type Relay, startRelay } from './relay.ts'
import { farAddress, type LabSpec, type MachineSpec } from './spec.ts'
import { cgroup2, treeFolder } from './tree.ts'

const folder = process.argv[2]!
const stay = process.argv.includes('--stay')
const spec = JSON.parse(readFileSync(join(folder, 'spec.json'), 'utf8')) as LabSpec
const groups = join(cgroup2()!, `whydown-lab-${process.pid}`)
/** Our own memory group of version 1, where this kernel has those; else systemd in the machine limits memory itself. */
const memoryGroups = ownGroup('memory', process.pid)
/** Whoever enters this group stands still and cannot be killed: what a process does that waits for a dead disk. */
const freezer = ownGroup('freezer', process.pid)
const machines = new Map<string, Machine>()
const relays = new Map<string, Relay[]>()

const optionsOf = (machine: MachineSpec): MachineOptions => ({
  name: machine.name,
  address: machine.address,
  folder: join(folder, 'machines', machine.name),
  cgroup: join(groups, machine.name),
  tree: join(treeFolder(), 'root'),
  binds: machine.role === 'node' ? nodeBinds(machine.name) : [],
  kernelLog: machine.kernelLog ?? false,
})
const nodeBinds = (name: string) => [
  `${process.execPath}:/usr/libexec/lab/node:ro`,
  `${join(folder, 'pve.mjs')}:/usr/libexec/lab/pve.mjs:ro`,
  `${join(folder, 'cluster')}:/etc/pve`,
  `${join(folder, 'power')}:/run/lab/power`,
  ...(freezer === null ? [] : [`${freezer}:/run/lab/freezer`]),
  ...(memoryGroups === null ? [] : [`${join(memoryGroups, name)}:/run/lab/memory`]),
]

async function boot(name: string): Promise<Machine> {
  const machine = await bootMachine(optionsOf(specOf(name)))
  machines.set(name, machine)
  void machine.ended.then(() => machines.get(name) === machine && machines.delete(name))
  return machine
}
const specOf = (name: string): MachineSpec => {
  const found = spec.machines.find((machine) => machine.name === name)
  if (found === undefined) throw new Error(`there is no machine ${name}`)
  return found
}

const power = new PowerSwitch({ boot, log: (line) => process.stderr.write(`${line}\n`) })

async function start(): Promise<void> {
  for (const part of ['power', 'cluster', 'machines']) mkdirSync(join(folder, part), { recursive: true })
  for (const { name } of memoryGroups === null ? [] : spec.machines) mkdirSync(join(memoryGroups!, name), { recursive: true })
  if (memoryGroups === null) for (const at of [cgroup2()!, groups]) writeFileSync(join(at, 'cgroup.subtree_control'), '+memory')
  if (freezer !== null) {
    mkdirSync(freezer)
    writeFileSync(join(freezer, 'freezer.state'), 'FROZEN')
  }
  await ip(['link', 'set', 'lo', 'up'])
  await ip(['link', 'add', 'bridge', 'type', 'bridge'])
  await ip(['addr', 'add', '10.77.0.1/16', 'dev', 'bridge'])
  await ip(['link', 'set', 'bridge', 'up'])
  const keys = spec.machines.map((machine) => prepareMachine(machine, { spec, folder, layer: layer(optionsOf(machine)) }))
  writeFileSync(
    join(folder, 'client/known_hosts'),
    keys.map((key, n) => `${farAddress(spec.machines[n]!.address)},${spec.machines[n]!.address} ${key}`).join(''),
  )
  await power.listen(join(folder, 'power'))
  for (const { address, name, role } of spec.machines) {
    await ip(['addr', 'add', `${farAddress(address)}/32`, 'dev', 'lo'])
    const ports = role === 'node' ? [22, 8006] : [22]
    relays.set(
      name,
      await Promise.all(
        ports.map((port) => startRelay({ listen: farAddress(address), target: address, port, roundTripMs: spec.roundTripMs })),
      ),
    )
  }
  // The insides of VMs are booted by the process that is the VM.
  const nodes = await Promise.all(spec.machines.filter(({ role }) => role !== 'guest').map(({ name }) => boot(name)))
  await Promise.all(nodes.map(({ initPid }) => settled(initPid)))
  const expected = spec.machines.flatMap(({ guests }) => guests ?? []).flatMap(({ inside, running }) => (running && inside ? [inside] : []))
  await until(() => expected.every((name) => power.running().includes(name)), `these do not come up: ${expected.join(' ')}`)
}

/** All that a machine starts at boot is started. Which units failed is for the tests to say. */
const settled = (initPid: number): Promise<void> =>
  new Promise((resolve) =>
    execFile('nsenter', ['-t', String(initPid), '-a', '-r', '-w', 'systemctl', 'is-system-running', '--wait'], { timeout: 30_000 }, () =>
      resolve(),
    ),
  )

type Request = { do: 'kill' | 'boot' | 'hold' | 'moved' | 'cpu' | 'pid' | 'insides' | 'thaw'; name: string }
const cpuOf = (name: string): number => {
  const stat = readFileSync(join(groups, name, 'cpu.stat'), 'utf8')
  return Number(/usage_usec (\d+)/.exec(stat)?.[1]) / 1e6
}

async function answer(request: Request): Promise<unknown> {
  const { name } = request
  const machine = machines.get(name)
  switch (request.do) {
    case 'thaw':
      if (freezer !== null) for (const state of ['THAWED', 'FROZEN']) writeFileSync(join(freezer, 'freezer.state'), state)
      return null
    case 'kill':
      await machine?.kill()
      return null
    case 'boot':
      return (await boot(name)).initPid
    case 'hold':
      for (const relay of relays.get(name) ?? []) relay.hold()
      return null
    case 'moved':
      return (relays.get(name) ?? []).map(({ moved }) => moved)
    case 'cpu':
      return cpuOf(name)
    case 'pid':
      return machine?.initPid ?? null
    case 'insides':
      return power.running()
  }
}

const control = createServer((socket: Socket) => {
  socket.on('error', () => undefined)
  const lines = createInterface(socket).on('error', () => undefined)
  lines.on('line', (line) => {
    answer(JSON.parse(line) as Request).then(
      (result) => socket.write(`${JSON.stringify({ result })}\n`),
      (error: Error) => socket.write(`${JSON.stringify({ error: error.message })}\n`),
    )
  })
})

/** What clients left running on the lab's wire, such as shared connections of ssh. */
function endStrays(): void {
  const wire = readlinkSync('/proc/self/ns/net')
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid))
    try {
      if (readlinkSync(`/proc/${pid}/ns/net`) === wire) process.kill(Number(pid), 'SIGKILL')
    } catch {
      // it went by itself
    }
}

let ending = false
let failed = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  if (freezer !== null && existsSync(freezer)) writeFileSync(join(freezer, 'freezer.state'), 'THAWED')
  await Promise.all([...machines.values()].map((machine) => machine.kill()))
  endStrays()
  await removeCgroups(groups)
  for (const group of [memoryGroups, freezer]) if (group !== null) await removeCgroups(group)
  if (!failed) rmSync(folder, { recursive: true, force: true })
  process.exit(failed ? 1 : 0)
}
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack}\n`)
  void end()
})
process.on('SIGTERM', () => void end())
process.on('SIGINT', () => void end())
if (!stay)
  process.stdin
    .on('end', () => void end())
    .on('error', () => void end())
    .resume()

try {
  mkdirSync(groups, { recursive: true })
  writeFileSync(join(folder, 'keeper.pid'), String(process.pid))
  await start()
  await new Promise<void>((resolve) => control.listen(join(folder, 'control'), resolve))
  process.stdout.write('ready\n')
} catch (error) {
  process.stderr.write(`${(error as Error).stack}\n`)
  failed = true
  await end()
}
