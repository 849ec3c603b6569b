import { spawnSync } from 'node:child_process'
import { readFileSync, statfsSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { release } from './release.ts'

const meminfo = (): Record<string, number> => {
  const fields = readFileSync('/proc/meminfo', 'utf8').matchAll(/^(\w+):\s+(\d+) kB/gm)
  return Object.fromEntries([...fields].map(([, name, kB]) => [name!, Number(kB) * 1024]))
}

export function memoryNow(): { total: number; used: number; free: number; available: number; swapTotal: number; swapUsed: number } {
  const { MemTotal = 0, MemFree = 0, MemAvailable = 0, Buffers = 0, Cached = 0, SwapTotal = 0, SwapFree = 0 } = meminfo()
  const used = release().major >= 8 ? MemTotal - MemAvailable : MemTotal - MemFree - Buffers - Cached
  return { total: MemTotal, used, free: MemTotal - used, available: MemAvailable, swapTotal: SwapTotal, swapUsed: SwapTotal - SwapFree }
}

/** GET /nodes/{node}/status */
export function nodeStatus(): Record<string, unknown> {
  const memory = memoryNow()
  const { bsize, blocks, bfree, bavail } = statfsSync('/')
  const [first] = cpus()
  const { major, manager, kernel } = release()
  return {
    uptime: Math.floor(Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0])),
    idle: 0,
    cpu: Math.min(1, loadavg()[0]! / cpus().length),
    wait: 0,
    loadavg: loadavg().map((value) => value.toFixed(2)),
    kversion: `Linux ${kernel} #1 SMP PREEMPT_DYNAMIC PMX ${kernel}`,
    ...(major >= 8 && {
      'current-kernel': { sysname: 'Linux', release: kernel, version: '#1 SMP PREEMPT_DYNAMIC PMX', machine: 'x86_64' },
      'boot-info': { mode: 'efi', secureboot: 0 },
    }),
    cpuinfo: {
      model: first?.model ?? '',
      sockets: 1,
      cores: cpus().length,
      cpus: cpus().length,
      mhz: String(first?.speed ?? 0),
      user_hz: 100,
      flags: '',
      hvm: '1',
    },
    memory: { total: memory.total, used: memory.used, free: memory.free, ...(major >= 8 && { available: memory.available }) },
    swap: { total: memory.swapTotal, used: memory.swapUsed, free: memory.swapTotal - memory.swapUsed },
    ksm: { shared: 0 },
    rootfs: { total: bsize * blocks, used: bsize * (blocks - bfree), free: bsize * bfree, avail: bsize * bavail },
    pveversion: `pve-manager/${manager}/0123456789abcdef`,
  }
}

/** GET /nodes/{node}/journal: the first element is the cursor of the start, the last that of the end. */
export function nodeJournal(query: URLSearchParams): string[] {
  const [since, until, last] = ['since', 'until', 'lastentries'].map((name) => query.get(name))
  const range =
    last === null || last === undefined
      ? [...(since ? [`--since=@${since}`] : []), ...(until ? [`--until=@${until}`] : [])]
      : [`--lines=${last}`]
  const { stdout } = spawnSync('journalctl', ['--quiet', '--no-pager', '--output=short', '--show-cursor', ...range], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  const lines = stdout.trimEnd().split('\n')
  const end = lines.pop()?.replace(/^-- cursor: /, '') ?? ''
  return [end, ...lines.map((line) => line.replace(/^-- Boot \w+ --$/, '-- Reboot --')), end]
}
