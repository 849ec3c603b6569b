import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { agentCall } from './agent.ts'
import { guestState, pidOf, readGuestConfig } from './guests.ts'
import { qmp, qmpStatus } from './qmp.ts'
import { release } from './release.ts'
import { syslog } from './syslog.ts'

export type Say = (line: string) => void

/** Command line of a VM's process, in the order and words of qemu-server. */
export function commandLine(id: number): string[] {
  const config = readGuestConfig('qemu', id)
  const name = config['name'] ?? `vm${id}`
  const run = `/run/qemu-server/${id}`
  return [
    '/usr/bin/kvm', '-id', String(id), '-name', `${name},debug-threads=on`, '-no-shutdown',
    '-chardev', `socket,id=qmp,path=/var${run}.qmp,server=on,wait=off`, '-mon', 'chardev=qmp,mode=control',
    '-chardev', 'socket,id=qmp-event,path=/var/run/qmeventd.sock,reconnect-ms=5000', '-mon', 'chardev=qmp-event,mode=control',
    '-pidfile', `/var${run}.pid`, '-daemonize', '-smp', `${config['cores'] ?? 1},sockets=1,cores=${config['cores'] ?? 1},maxcpus=${config['cores'] ?? 1}`,
    '-nodefaults', '-m', (config['memory'] ?? '512').replace(/^current=/, ''),
  ] // prettier-ignore
}

export async function startVm(id: number, identifier: string, say: Say, { skipLock = false } = {}): Promise<void> {
  if (pidOf(id) !== 0) throw new Error(`VM ${id} already running`)
  const config = readGuestConfig('qemu', id)
  if (config['lock'] !== undefined && !skipLock) throw new Error(`VM is locked (${config['lock']})`)
  mkdirSync('/run/qemu-server', { recursive: true })
  for (const end of ['pid', 'qmp']) rmSync(`/run/qemu-server/${id}.${end}`, { force: true })
  const scope = ['--quiet', '--scope', `--unit=${id}`, '--slice=qemu', `--description=${id}.scope`]
  const limit =
    existsSync(`/var/lib/lab/limit/${id}`) && !existsSync('/run/lab/memory')
      ? [`MemoryMax=${readFileSync(`/var/lib/lab/limit/${id}`, 'utf8')}M`]
      : []
  const properties = [...limit, 'KillMode=process', 'SendSIGKILL=no', 'TimeoutStopSec=infinity'].flatMap((property) => ['-p', property])
  const started = spawnSync('systemd-run', [...scope, ...properties, ...commandLine(id)], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (started.status !== 0) {
    if (started.stderr) say(started.stderr.trim())
    throw new Error('start failed: QEMU exited with code 1')
  }
  if (release().major >= 8) syslog(identifier, `VM ${id} started with PID ${readFileSync(`/run/qemu-server/${id}.pid`, 'utf8').trim()}.`)
}

async function gone(id: number, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000
  while (pidOf(id) !== 0) {
    if (performance.now() > end) return false
    await sleep(50)
  }
  return true
}

/** Hard stop: quit through QMP, then SIGTERM, then SIGKILL. */
export async function stopVm(id: number, say: Say): Promise<void> {
  const pid = pidOf(id)
  if (pid === 0) return
  await qmp(id, 'quit').catch((error: Error) => say(`VM quit/powerdown failed - ${error.message}`))
  if (await gone(id, 10)) return
  say('VM still running - terminating now with SIGTERM')
  process.kill(pid, 'SIGTERM')
  if (await gone(id, 10)) return
  say('VM still running - terminating now with SIGKILL')
  process.kill(pid, 'SIGKILL')
  await gone(id, 10)
}

export async function shutDownVm(id: number, timeout: number): Promise<void> {
  if (pidOf(id) === 0) throw new Error(`VM ${id} not running`)
  await qmp(id, 'system_powerdown')
  if (!(await gone(id, timeout))) throw new Error('VM quit/powerdown failed - got timeout')
}

/** What a worker process does for a task type. */
export async function workOf(type: string, id: number, identifier: string, args: readonly string[], say: Say): Promise<void> {
  readGuestConfig('qemu', id)
  if (type === 'qmstart') return startVm(id, identifier, say)
  if (type === 'qmstop') return stopVm(id, say)
  if (type === 'qmshutdown') return shutDownVm(id, Number(args[0] ?? 60))
  if (type === 'qmreset') return void (await qmp(id, 'system_reset'))
  if (type === 'qmpause') return void (await qmp(id, 'stop'))
  if (type === 'qmresume') return void (await qmp(id, 'cont'))
  if (type === 'qmreboot') {
    writeFileSync(`/run/qemu-server/${id}.reboot`, '')
    return shutDownVm(id, 60)
  }
  if (type === 'vzdump') return (await import('./vzdump.ts')).backUp(id, args[0] ?? '', say)
  throw new Error(`unknown task ${type}`)
}

/** What qmeventd runs after the end of a VM's process. Says the same for every way a VM can end. */
export async function cleanUp(id: number): Promise<void> {
  process.stderr.write(`Starting cleanup for ${id}\n`)
  for (let tick = 0; tick < 100 && pidOf(id) !== 0; tick++) await sleep(20)
  for (const end of ['pid', 'qmp', 'qga', 'vnc']) rmSync(`/run/qemu-server/${id}.${end}`, { force: true })
  if (existsSync(`/run/qemu-server/${id}.reboot`)) {
    rmSync(`/run/qemu-server/${id}.reboot`)
    process.stderr.write(`Restarting VM ${id}\n`)
    spawnSync('/usr/sbin/qm', ['start', String(id)], { stdio: 'ignore' })
  }
  process.stderr.write(`Finished cleanup for ${id}\n`)
}

/** `qm list`. */
export async function listVms(ids: readonly number[]): Promise<string> {
  if (ids.length === 0) return ''
  const row = (id: string, name: string, status: string, memory: string, disk: string, pid: string) =>
    `${id.padStart(10)} ${name.padEnd(20)} ${status.padEnd(10)} ${memory.padEnd(10)} ${disk.padStart(12)} ${pid.padEnd(10)}\n`
  const rows = [row('VMID', 'NAME', 'STATUS', 'MEM(MB)', 'BOOTDISK(GB)', 'PID')]
  for (const id of ids) {
    const state = await guestState('qemu', id, false)
    rows.push(
      row(
        String(id),
        state.name,
        state.status,
        String(state.maxmem / 2 ** 20),
        (Number(state['maxdisk']) / 2 ** 30).toFixed(2),
        String(state.pid),
      ),
    )
  }
  return rows.join('')
}

/** `qm status N [--verbose]`. */
export async function vmStatus(id: number, verbose: boolean): Promise<string> {
  const state = await guestState('qemu', id, verbose)
  if (!verbose) return `status: ${pidOf(id) === 0 ? 'stopped' : await qmpStatus(id)}\n`
  const show = (value: unknown): string =>
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([k, v]) => `\n\t${k}:\t${String(v)}`)
          .join('')
      : ` ${String(value)}`
  return Object.keys(state)
    .filter((key) => key !== 'cpu')
    .toSorted()
    .map((key) => `${key}:${show(state[key])}\n`)
    .join('')
}

export const configText = (id: number): string => {
  const config = readGuestConfig('qemu', id)
  return Object.keys(config)
    .toSorted()
    .map((key) => `${key}: ${config[key]}\n`)
    .join('')
}

export const ask = (id: number, argv: readonly string[], stdin = ''): ReturnType<typeof agentCall> => {
  if (!/^(?:1|enabled=1)/.test(readGuestConfig('qemu', id)['agent'] ?? '')) throw new Error('No QEMU guest agent configured')
  if (pidOf(id) === 0) throw new Error(`VM ${id} is not running`)
  return agentCall(id, argv, stdin)
}
