import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { put } from './files.ts'
import { ownGroup, removeCgroups } from './machine/cgroups.ts'
import { farAddress, type LabSpec } from './spec.ts'
import { cgroup2 } from './tree.ts'

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  readonly seconds: number
}

export interface ClientOptions {
  readonly input?: string
  readonly env?: Record<string, string>
  readonly timeoutMs?: number
  readonly cwd?: string
  /** What stands in ~/.ssh; by default `client/` of the lab. */
  readonly ssh?: string
}

/** A running lab, seen from outside. */
export class Lab {
  readonly folder: string
  readonly spec: LabSpec
  readonly #keeper: number

  constructor(folder: string) {
    this.folder = folder
    this.spec = JSON.parse(readFileSync(join(folder, 'spec.json'), 'utf8')) as LabSpec
    this.#keeper = Number(readFileSync(join(folder, 'keeper.pid'), 'utf8'))
  }

  /** The checkout it was started from. */
  get checkout(): string {
    const path = join(this.folder, 'checkout')
    return existsSync(path) ? readFileSync(path, 'utf8') : ''
  }

  get keeperPid(): number {
    return this.#keeper
  }

  /** Runs a program where the client stands: on the lab's network, with the OpenSSH configuration of `client/` as root's own. */
  client(argv: readonly string[], options: ClientOptions = {}): Promise<Ran> {
    const { command, args } = this.clientCommand(argv, options.ssh)
    const started = performance.now()
    const child = spawn(command, args, {
      env: { ...process.env, ...options.env },
      cwd: options.cwd,
      stdio: 'pipe',
      timeout: options.timeoutMs ?? 60_000,
      killSignal: 'SIGKILL',
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
    child.stdin.on('error', () => undefined).end(options.input ?? '')
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (status) => resolve({ status, stdout, stderr, seconds: (performance.now() - started) / 1000 }))
    })
  }

  clientCommand(argv: readonly string[], ssh = join(this.folder, 'client')): { command: string; args: string[] } {
    // sshd and ssh take root's folder from the list of users, not from HOME; hence a mount of our own over it.
    const script = `mount --bind ${ssh} /root/.ssh && exec "$@"`
    const args = [`--net=/proc/${this.#keeper}/ns/net`, 'unshare', '--mount', 'sh', '-c', script, 'sh', ...argv]
    return { command: 'nsenter', args }
  }

  /** Another ~/.ssh, made from that of the lab. */
  variant(name: string, change: (folder: string) => void): string {
    const folder = join(this.folder, name)
    cpSync(join(this.folder, 'client'), folder, { recursive: true })
    change(folder)
    return folder
  }

  /** A command on a machine over real SSH, as root. */
  ssh(name: string, command: string, options: { input?: string; timeoutMs?: number } = {}): Promise<Ran> {
    return this.client(['ssh', '-o', 'BatchMode=yes', name, command], options)
  }

  /** A command on a machine from outside: no login, no trace in its logs. */
  async peek(name: string, script: string): Promise<string> {
    const pid = (await this.ask('pid', name)) as number | null
    if (pid === null) throw new Error(`${name} is not running`)
    const { stdout, stderr, status } = spawnSync('nsenter', ['-t', String(pid), '-a', '-r', '-w', 'sh', '-c', script], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
    if (status !== 0) throw new Error(`${name}: ${script}: ${stderr.trim()}`)
    return stdout
  }

  ask(what: 'kill' | 'boot' | 'hold' | 'moved' | 'cpu' | 'pid' | 'insides' | 'thaw', name = ''): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const socket = connect(join(this.folder, 'control'))
      let text = ''
      socket.on('error', reject)
      socket.on('data', (chunk) => {
        text += chunk
        if (!text.includes('\n')) return
        socket.destroy()
        const { result, error } = JSON.parse(text) as { result?: unknown; error?: string }
        if (error === undefined) resolve(result)
        else reject(new Error(error))
      })
      socket.write(`${JSON.stringify({ do: what, name })}\n`)
    })
  }

  /** Ends every machine and removes every trace. */
  async stop(): Promise<void> {
    try {
      process.kill(this.#keeper, 'SIGTERM')
    } catch {
      return // it is gone
    }
    while (isAlive(this.#keeper)) await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Removes what a keeper left that was killed itself; its machines ended with it. */
export async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith('whydown-lab-'))) {
    const folder = join(tmpdir(), name)
    if (!existsSync(join(folder, 'keeper.pid'))) continue
    const pid = Number(readFileSync(join(folder, 'keeper.pid'), 'utf8'))
    if (isAlive(pid)) continue
    for (const group of [
      join(cgroup2() ?? '', `whydown-lab-${pid}`),
      ...['memory', 'freezer'].map((controller) => ownGroup(controller, pid)),
    ])
      if (group !== null) await removeCgroups(group)
    rmSync(folder, { recursive: true, force: true })
  }
}

const KERNEL_LOG_LOCK = '/run/lock/whydown-lab-kernel-log'

/**
 * Brings a lab up. Unless it shall stay, it ends with this process, even when that is killed.
 * Throws when a machine does not come up, with the place of its console.
 */
export async function startLab(spec: LabSpec, { stay = false } = {}): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-lab-'))
  writeFileSync(join(folder, 'spec.json'), JSON.stringify(spec))
  writeFileSync(join(folder, 'checkout'), join(import.meta.dirname, '../..'))
  writeClient(folder, spec)
  buildSync({
    entryPoints: [join(import.meta.dirname, 'pve/program.ts')],
    outfile: join(folder, 'pve.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  const log = openSync(join(folder, 'keeper.log'), 'a')
  const words = ['unshare', '--net', process.execPath, join(import.meta.dirname, 'keeper.ts'), folder, ...(stay ? ['--stay'] : [])]
  // The kernel's log is one for all labs of this machine: whoever reads it has it alone, until its keeper ends.
  const alone = spec.machines.some(({ kernelLog }) => kernelLog) ? ['flock', '--no-fork', KERNEL_LOG_LOCK] : []
  const [program = '', ...args] = [...alone, ...words]
  const keeper = spawn(program, args, { stdio: [stay ? 'ignore' : 'pipe', 'pipe', log], detached: true })
  await ready(keeper, folder)
  if (stay) {
    keeper.stdout!.destroy()
    keeper.unref()
  }
  return new Lab(folder)
}

function ready(keeper: ChildProcess, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = () => {
      const said = readFileSync(join(folder, 'keeper.log'), 'utf8').trim()
      rmSync(folder, { recursive: true, force: true })
      reject(new Error(`the lab did not come up: ${said}`))
    }
    keeper.once('exit', failed)
    keeper.stdout!.once('data', () => {
      keeper.off('exit', failed)
      resolve()
    })
  })
}

/** What the person in front of the lab has in ~/.ssh: a key that all machines know, and their host keys. */
function writeClient(folder: string, spec: LabSpec): void {
  const client = join(folder, 'client')
  mkdirSync(client, { mode: 0o700 })
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', join(client, 'id_ed25519')])
  const hosts = spec.machines.map(({ name, address }) => `Host ${name}\n  HostName ${farAddress(address)}\n  User root\n`)
  put(join(client, 'config'), `${hosts.join('\n')}\nHost *\n  ConnectTimeout 8\n`, 0o600)
}
