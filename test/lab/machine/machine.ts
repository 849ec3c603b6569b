import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, constants, mkdirSync, openSync, readFileSync, readlinkSync, readSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { removeCgroups } from './cgroups.ts'

export interface MachineOptions {
  readonly name: string
  /** Address on the lab's bridge. */
  readonly address: string
  /** Its own folder: layers, console. */
  readonly folder: string
  /** Folder of its control group, parent of all its processes. */
  readonly cgroup: string
  /** Debian tree below its own layer. */
  readonly tree: string
  /** `from:to[:ro]`, seen from outside. */
  readonly binds: readonly string[]
  readonly kernelLog: boolean
}

/** A running machine: systemd as first process of its own namespaces. */
export interface Machine {
  readonly options: MachineOptions
  /** As this kernel counts processes, not as the machine does. */
  readonly initPid: number
  readonly process: ChildProcess
  /** How its life ended: it switched itself off, it rebooted, or it was killed. */
  readonly ended: Promise<'poweroff' | 'reboot' | 'killed'>
  /** As if its plug were pulled. */
  kill(): Promise<void>
}

/** Its own layer of files: what is written here is there when it boots. */
export const layer = ({ folder }: { folder: string }): string => join(folder, 'upper')

const START_LIMIT_MS = 20_000

/** Boots a machine and plugs it into the bridge of this process's own network namespace; returns when its sshd answers. */
export async function bootMachine(options: MachineOptions): Promise<Machine> {
  const { folder, cgroup, name } = options
  for (const part of ['upper', 'work', 'root']) mkdirSync(join(folder, part), { recursive: true })
  mkdirSync(cgroup, { recursive: true })
  const console = openSync(join(folder, 'console'), 'a')
  const uptime = Math.floor(Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]))
  const clock = options.kernelLog ? [] : ['--time', '--boottime', `-${uptime}`, '--monotonic', `-${uptime}`]
  const namespaces = ['--cgroup', '--net', '--mount', '--pid', '--uts', '--ipc', ...clock, '--fork', '--kill-child']
  const script = `echo $$ > ${cgroup}/cgroup.procs && exec setpriv --pdeathsig KILL unshare ${namespaces.join(' ')} bash ${join(import.meta.dirname, 'init.sh')}`
  const child = spawn('sh', ['-c', script], {
    stdio: ['pipe', console, console],
    env: {
      PATH: `${process.env['PATH']}:/usr/sbin:/sbin`,
      LOWER: options.tree,
      UPPER: join(folder, 'upper'),
      WORK: join(folder, 'work'),
      ROOT: join(folder, 'root'),
      NAME: name,
      ADDRESS: options.address,
      BOOT_ID: randomUUID(),
      KMSG: options.kernelLog ? '1' : '0',
      KMSG_FROM: options.kernelLog ? String(nextKernelLine()) : '0',
      BINDS: options.binds.join(' '),
    },
  })
  closeSync(console)
  const ended = new Promise<'poweroff' | 'reboot' | 'killed'>((resolve) =>
    // The kernel ends the first process of a namespace that calls reboot(2) with one of these two signals.
    child.on('exit', (code, signal) =>
      resolve(signal === 'SIGINT' || code === 130 ? 'poweroff' : signal === 'SIGHUP' || code === 129 ? 'reboot' : 'killed'),
    ),
  )
  let gone = false
  void ended.then(() => (gone = true))
  const kill = async () => {
    if (!gone) child.kill('SIGKILL')
    await ended
    await removeCgroups(cgroup)
  }
  try {
    const own = readlinkSync('/proc/self/ns/net')
    const pid = child.pid!
    await until(() => !gone && namespaceOf(pid) !== own, `${name} does not start: ${join(folder, 'console')}`)
    const cable = `v${pid}`
    await ip([
      'link',
      'add',
      cable,
      'type',
      'veth',
      'peer',
      'name',
      'eth0',
      'address',
      hardwareAddress(options.address),
      'netns',
      String(pid),
    ])
    await ip(['link', 'set', cable, 'master', 'bridge', 'up'])
    child.stdin!.end('go\n')
    await until(
      () => (gone ? Promise.reject(new Error(`${name} ended while booting: ${join(folder, 'console')}`)) : answers(options.address, 22)),
      `${name} does not answer`,
    )
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
    return { options, initPid: Number(children.at(-1)), process: child, ended, kill }
  } catch (error) {
    await kill()
    throw error
  }
}

/** Its own for ever, or the others would look for it at the old one after a reboot. */
const hardwareAddress = (address: string): string =>
  ['bc', '24', ...address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))].join(':')

const namespaceOf = (pid: number): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`)
  } catch {
    return undefined
  }
}

/** Number of the next line of this kernel's log; journald is told to begin there, or it would call old faults new. */
function nextKernelLine(): number {
  const handle = openSync('/dev/kmsg', constants.O_RDONLY | constants.O_NONBLOCK)
  const line = Buffer.alloc(8192)
  let next = 0
  try {
    for (;;) {
      try {
        next = Number(line.toString('latin1', 0, readSync(handle, line)).split(',', 2)[1]) + 1
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === 'EAGAIN') return next
        if (code !== 'EPIPE') throw error // EPIPE: the ring went on while it was read
      }
    }
  } finally {
    closeSync(handle)
  }
}

export async function until(test: () => boolean | Promise<boolean>, otherwise: string, limitMs = START_LIMIT_MS): Promise<void> {
  const end = performance.now() + limitMs
  while (!(await test())) {
    if (performance.now() > end) throw new Error(otherwise)
    await sleep(15)
  }
}

export const ip = (args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = ''
    const child = spawn('ip', args, { env: { PATH: `${process.env['PATH']}:/usr/sbin:/sbin` }, stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.on('data', (chunk) => (said += chunk))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`ip ${args.join(' ')}: ${said.trim()}`))))
  })

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 500 })
    const done = (yes: boolean) => {
      socket.destroy()
      resolve(yes)
    }
    socket.on('data', () => done(true)) // the greeting of sshd, not only an open port
    socket.on('error', () => done(false))
    socket.on('timeout', () => done(false))
    socket.on('close', () => done(false))
  })
