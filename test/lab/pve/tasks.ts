import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startTicks } from './guests.ts'
import { node } from './release.ts'
import { syslog } from './syslog.ts'

export const TASKS = '/var/log/pve/tasks'
const hex8 = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0')
const logPath = (upid: string): string => join(TASKS, upid.split(':')[4]!.slice(-1), upid)

export interface Task {
  readonly upid: string
  readonly node: string
  readonly pid: number
  readonly pstart: number
  readonly starttime: number
  readonly type: string
  readonly id: string
  readonly user: string
  readonly endtime?: number
  readonly status?: string
}

export function readUpid(upid: string): Task {
  const [, at = '', pid = '', pstart = '', start = '', type = '', id = '', user = ''] = upid.split(':')
  return { upid, node: at, pid: parseInt(pid, 16), pstart: parseInt(pstart, 16), starttime: parseInt(start, 16), type, id, user }
}

/** Finished tasks, newest first, as the index has them. */
export function finishedTasks(): Task[] {
  const path = join(TASKS, 'index')
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n').filter(Boolean)
  return lines.toReversed().map((line) => {
    const [, upid = '', end = '', status = ''] = /^(UPID:\S+) (\w{8}) (.*)$/.exec(line) ?? []
    return { ...readUpid(upid), endtime: parseInt(end, 16), status }
  })
}

export const activeTasks = (): Task[] => {
  const path = join(TASKS, 'active')
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith(' 0'))
    .map((line) => readUpid(line.split(' ')[0]!))
    .filter(({ pid }) => existsSync(`/proc/${pid}`))
}

export const taskLog = (upid: string): string[] => {
  const path = logPath(upid)
  if (!/^UPID:[\w-]+:[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:[^:/\s]+:[^:/\s]*:[^:/\s]+:$/.test(upid) || !existsSync(path))
    throw new Error('no such task')
  return readFileSync(path, 'utf8').trimEnd().split('\n')
}

/**
 * Starts a task in a worker process of its own and logs its begin and end as the calling program.
 * `output` gets what the worker prints; the result is the task's status text.
 */
export function startTask(
  request: { type: string; id: string; user: string; identifier: string; args: readonly string[] },
  output: (line: string) => void,
): { upid: Promise<string>; status: Promise<string> } {
  const { type, id, user, identifier, args } = request
  const worker = spawn(process.execPath, [process.argv[1]!, 'worker', type, id, user, identifier, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  let first: (upid: string) => void
  const upid = new Promise<string>((resolve) => (first = resolve))
  let known = ''
  worker.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const line = text.slice(0, end)
      text = text.slice(end + 1)
      if (known === '') first((known = line))
      else output(line)
    }
  })
  const status = new Promise<string>((resolve) =>
    worker.on('close', () => {
      const last = existsSync(logPath(known)) ? (taskLog(known).at(-1) ?? '') : ''
      const said = last === 'TASK OK' ? 'OK' : (/^TASK ERROR: (.*)/.exec(last)?.[1] ?? 'unexpected status')
      finish(known, said)
      syslog(identifier, `<${user}> end task ${known} ${said}`)
      resolve(said)
    }),
  )
  return { upid, status }
}

function finish(upid: string, status: string): void {
  appendFileSync(join(TASKS, 'index'), `${upid} ${hex8(Math.floor(Date.now() / 1000))} ${status}\n`, { mode: 0o640 })
  const path = join(TASKS, 'active')
  const lines = existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line && !line.startsWith(upid))
    : []
  writeFileSync(path, `${[`${upid} 1 ${hex8(Math.floor(Date.now() / 1000))} ${status}`, ...lines].slice(0, 25).join('\n')}\n`)
}

/** The worker's side: names itself, opens its log, runs, and leaves the status as the last line. */
export async function runWorker(
  type: string,
  id: string,
  user: string,
  identifier: string,
  work: (say: (line: string) => void) => Promise<void>,
): Promise<number> {
  const upid = `UPID:${node()}:${hex8(process.pid)}:${hex8(startTicks(process.pid))}:${hex8(Math.floor(Date.now() / 1000))}:${type}:${id}:${user}:`
  const path = logPath(upid)
  mkdirSync(join(path, '..'), { recursive: true })
  const say = (line: string) => {
    appendFileSync(path, `${line}\n`)
    process.stdout.write(`${line}\n`)
  }
  writeFileSync(path, '')
  appendFileSync(join(TASKS, 'active'), `${upid} 0\n`)
  process.stdout.write(`${upid}\n`)
  syslog(identifier, `<${user}> starting task ${upid}`, process.ppid)
  const words = WORDS[type]
  if (words !== undefined) syslog(identifier, `${words} ${id}: ${upid}`)
  process.title = `task ${upid}`
  try {
    await work(say)
    appendFileSync(path, 'TASK OK\n')
    return 0
  } catch (error) {
    appendFileSync(path, `TASK ERROR: ${(error as Error).message}\n`)
    return 255
  }
}
const WORDS: Readonly<Record<string, string>> = {
  qmstart: 'start VM',
  qmstop: 'stop VM',
  qmshutdown: 'shutdown VM',
  qmreboot: 'requesting reboot of VM',
  qmsuspend: 'suspend VM',
  qmresume: 'resume VM',
}

/** All days of task logs that are still there, for tests of how far back they reach. */
export const taskFolders = (): string[] => (existsSync(TASKS) ? readdirSync(TASKS) : [])
