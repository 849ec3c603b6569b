// Does our order agree with the kernel's choice? Makes real out-of-memory kills in a memory cgroup of its own (version 1 of
// the controller, as root) and compares: what we predict from /proc before the kill, what we say from the kernel's own
// report, and whom it killed. Bounded: at most 256 MiB and 20 s each, own processes only, the cgroup is removed again.
// Lowering oom_score_adj below zero needs CAP_SYS_RESOURCE, which containers lack: what counts is the difference, so the
// protected ones stand below the others instead.
//   node scripts/oom-choice.ts [--keep FOLDER] [--swap]
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Candidate, killOrder } from '../src/capacity/index.ts'
import { emptyReport, type OomReport, readOomLine, totalPagesOf } from '../src/parse/index.ts'

const MIB = 1024 * 1024
const ROOT = `/sys/fs/cgroup/memory/whydown-oom-${process.pid}`
const keep = process.argv.includes('--keep') ? process.argv[process.argv.indexOf('--keep') + 1]! : null
const withSwap = process.argv.includes('--swap')
const SWAP_MIB = 96

interface Hog {
  readonly name: string
  /** `anon`: plain memory; `shm`: a shared mapping; `sparse`: one page in each 2 MiB, which costs a page table each; `fork`: its child holds as much again. */
  readonly kind?: 'anon' | 'shm' | 'sparse' | 'fork'
  readonly mib: number
  readonly adj?: number
  /** Below the limited cgroup, or outside of it. */
  readonly place?: 'inside' | 'scope' | 'outside'
}
interface Case {
  readonly id: string
  readonly says: string
  readonly limitMiB: number
  readonly limitBothMiB?: number
  readonly hogs: readonly Hog[]
  readonly killed: string
}

const CASES: readonly Case[] = [
  {
    id: 'largest-of-three',
    says: 'the largest of three',
    limitMiB: 160,
    hogs: [
      { name: 'a', mib: 30 },
      { name: 'b', mib: 60 },
      { name: 'c', mib: 45 },
    ],
    killed: 'b',
  },
  {
    id: 'small-with-adjustment',
    says: 'a small one with oom_score_adj 500 before a large one',
    limitMiB: 160,
    hogs: [
      { name: 'large', mib: 80 },
      { name: 'small', mib: 25, adj: 500 },
    ],
    killed: 'small',
  },
  {
    id: 'smallest-at-1000',
    says: 'an adjustment of 1000 makes the smallest go first',
    limitMiB: 170,
    hogs: [
      { name: 'large', mib: 80 },
      { name: 'second', mib: 50 },
      { name: 'smallest', mib: 6, adj: 1000 },
    ],
    killed: 'smallest',
  },
  {
    id: 'largest-protected',
    says: 'the largest stands 400 below the second',
    limitMiB: 170,
    hogs: [
      { name: 'protected', mib: 80, adj: 200 },
      { name: 'second', mib: 50, adj: 600 },
    ],
    killed: 'second',
  },
  {
    id: 'protected-but-not-enough',
    says: 'the largest stands 100 below the second, which is not enough',
    limitMiB: 170,
    hogs: [
      { name: 'protected', mib: 90, adj: 300 },
      { name: 'second', mib: 40, adj: 400 },
    ],
    killed: 'protected',
  },
  {
    id: 'shared-memory',
    says: 'shared memory counts for who maps it',
    limitMiB: 170,
    hogs: [
      { name: 'anon', mib: 45 },
      { name: 'shared', kind: 'shm', mib: 70 },
    ],
    killed: 'shared',
  },
  {
    id: 'page-tables',
    says: 'page tables count: less resident, more tables',
    limitMiB: 118,
    hogs: [
      { name: 'dense', mib: 38 },
      { name: 'sparse', kind: 'sparse', mib: 26 },
    ],
    killed: 'sparse',
  },
  {
    id: 'fork-counts-twice',
    says: 'a child that shares its parent’s pages is as large; the parent is not spared for it',
    limitMiB: 150,
    hogs: [
      { name: 'forked', kind: 'fork', mib: 60 },
      { name: 'other', mib: 40 },
    ],
    killed: 'forked',
  },
  {
    id: 'inner-scope',
    says: 'the limit is of the slice, the largest in a scope below it',
    limitMiB: 160,
    hogs: [
      { name: 'slice', mib: 40 },
      { name: 'scope', mib: 60, place: 'scope' },
    ],
    killed: 'scope',
  },
  {
    id: 'outside-the-limit',
    says: 'a larger process outside the limit is left alone',
    limitMiB: 120,
    hogs: [
      { name: 'outside', mib: 180, adj: 900, place: 'outside' },
      { name: 'inside', mib: 50 },
      { name: 'less', mib: 20 },
    ],
    killed: 'inside',
  },
  ...(withSwap
    ? [
        {
          id: 'swapped-out',
          says: 'what is swapped out counts: less resident, more in swap',
          limitMiB: 110,
          limitBothMiB: 190,
          hogs: [
            { name: 'idle', mib: 80 },
            { name: 'resident', mib: 55 },
          ],
          killed: 'idle',
        } satisfies Case,
      ]
    : []),
]

const HOG: Record<NonNullable<Hog['kind']>, string> = {
  anon: 'my $n=shift; my $x="x"; $x x= $n*1048576; $|=1; print "ready\\n"; sleep 60',
  shm: 'my ($n,$f)=@ARGV; open my $h,"+>",$f; syscall(77,fileno $h,$n*1048576); my $a=syscall(9,0,$n*1048576,3,1,fileno $h,0); my $s=pack("Q",$a); for(my $o=0;$o<$n*1048576;$o+=4096){ my $p=pack("Q",$a+$o); my $b=unpack("P1",$p); } unlink $f; $|=1; print "ready\\n"; sleep 60',
  // 512 pages of 4 KiB each in their own 2 MiB: as many page tables as pages.
  sparse:
    'my $n=shift; my $c=$n*256; my $a=syscall(9,0,$c*2097152,3,0x4022,-1,0); syscall(28,$a,$c*2097152,15); for(my $i=0;$i<$c;$i++){ my $q=pack("Q",$a+$i*2097152); syscall(0,$main::z||=do{open my $f,"<","/dev/zero"; $main::h=$f; fileno $f},$a+$i*2097152,1); } $|=1; print "ready\\n"; sleep 60',
  fork: 'my $n=shift; my $x="x"; $x x= $n*1048576; if(!fork){ sleep 60; exit } $|=1; print "ready\\n"; sleep 60',
}
/** Grows by half a MiB until one of the others is gone. */
const GROW =
  'my ($most,@p)=@ARGV; my @x; for(1..$most*2){ for my $p (@p){ open my $f,"<","/proc/$p/stat" or sleep 30; my $s=<$f>; sleep 30 if $s=~/\\) [ZX] / } my $y="x"; $y x= 524288; push @x,$y; select undef,undef,undef,0.005 } sleep 30'

const write = (path: string, value: string | number) => writeFileSync(path, String(value))
const cgroup = (hog?: Hog) => (hog?.place === 'outside' ? '/sys/fs/cgroup/memory' : hog?.place === 'scope' ? join(ROOT, '102.scope') : ROOT)

function start(code: string, args: readonly (string | number)[], place: string, adj: number): ChildProcess {
  return spawn(
    'sh',
    [
      '-c',
      'echo $$ > "$0/cgroup.procs" && echo "$1" > /proc/$$/oom_score_adj && shift && exec perl -e "$@"',
      place,
      String(adj),
      code,
      ...args.map(String),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
}
const ready = (child: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    child.stdout!.once('data', () => resolve())
    child.once('exit', (code, signal) => reject(new Error(`it ended before it held its memory (${signal ?? code})`)))
  })

function candidate(pid: number): Candidate | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
    return {
      pid,
      uid: kib('Uid'),
      name: /^Name:\s+(.*)$/m.exec(status)?.[1] ?? '',
      rssPages: kib('VmRSS') / 4,
      swapPages: kib('VmSwap') / 4,
      pgtablesBytes: kib('VmPTE') * 1024,
      adj: Number(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8')),
    }
  } catch {
    return null
  }
}
const inGroup = (path: string): number[] => readFileSync(join(path, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number)
const kernelLog = () => execFileSync('dmesg', { encoding: 'utf8', maxBuffer: 64 * MIB }).split('\n')

/** The reports of our cgroup among the new lines, each with its text. */
function reportsOf(lines: readonly string[]): { report: OomReport; text: string[] }[] {
  const found: { report: OomReport; text: string[] }[] = []
  let now: { report: OomReport; text: string[]; table: { columns: number } } | null = null
  for (const line of lines) {
    const message = line.replace(/^\[\s*[\d.]+\] ?/, '')
    if (message.includes('invoked oom-killer')) now = { report: emptyReport(), text: [], table: { columns: 0 } }
    if (!now) continue
    now.text.push(line)
    readOomLine(now.report, message, now.table)
    if (!message.includes('Killed process')) continue
    if (now.report.oomMemcg?.startsWith(ROOT.replace('/sys/fs/cgroup/memory', ''))) found.push(now)
    now = null
  }
  return found
}

async function run(one: Case) {
  mkdirSync(join(ROOT, '102.scope'), { recursive: true })
  write(join(ROOT, 'memory.use_hierarchy'), 1)
  write(join(ROOT, 'memory.limit_in_bytes'), one.limitMiB * MIB)
  if (one.limitBothMiB) write(join(ROOT, 'memory.memsw.limit_in_bytes'), one.limitBothMiB * MIB)
  const children: ChildProcess[] = []
  const names = new Map<number, string>()
  const shared = `/dev/shm/whydown-oom-${process.pid}`
  try {
    for (const hog of one.hogs) {
      const child = start(HOG[hog.kind ?? 'anon'], [hog.mib, shared], cgroup(hog), hog.adj ?? 0)
      children.push(child)
      await ready(child)
      names.set(child.pid!, hog.name)
    }
    const before = kernelLog()
    const inside = () => [...inGroup(ROOT), ...inGroup(join(ROOT, '102.scope'))]
    const sample = inside()
      .map(candidate)
      .filter((c) => c !== null)
    const swapPages = one.limitBothMiB ? Math.min(one.limitBothMiB - one.limitMiB, SWAP_MIB) * 256 : 0
    const machine = { totalPages: one.limitMiB * 256 + swapPages, kernel: execFileSync('uname', ['-r'], { encoding: 'utf8' }).trim() }
    const predicted = killOrder(sample, machine).order[0]!
    const hogs = [...names.keys()]
    const grower = start(GROW, [one.limitBothMiB ?? one.limitMiB, ...hogs], ROOT, 0)
    children.push(grower)
    const died = await Promise.race([
      ...children.map((child) => new Promise<number>((resolve) => child.once('exit', () => resolve(child.pid!)))),
      sleep(20_000).then(() => null),
    ])
    await sleep(150)
    const last = before.findLast((line) => /^\[\s*\d/.test(line)) ?? ''
    const after = kernelLog()
    const [found] = reportsOf(after.slice(after.lastIndexOf(last) + 1))
    if (!found) return { ...one, predicted: null, said: null, killedPid: died, agrees: false }
    const { report, text } = found
    const total = totalPagesOf(report, one.limitBothMiB ? SWAP_MIB * 1024 : 0)!
    const { order } = killOrder(report.tasks, { totalPages: total, ...(report.kernel ? { kernel: report.kernel } : {}) })
    if (keep) {
      mkdirSync(keep, { recursive: true })
      writeFileSync(join(keep, `${one.id}.txt`), `${text.join('\n')}\n`)
    }
    const name = (pid: number | undefined) => names.get(pid ?? 0) ?? `pid ${pid}`
    return {
      ...one,
      predicted: `${name(predicted.process.pid)}`,
      said: `${name(order[0]?.process.pid)} (${order[0]?.points} points, then ${order[1] ? `${name(order[1].process.pid)} ${order[1].points}` : 'nobody'})`,
      killedPid: report.victimPid,
      killedName: name(report.victimPid),
      agrees:
        order[0]?.process.pid === report.victimPid && predicted.process.pid === report.victimPid && name(report.victimPid) === one.killed,
    }
  } finally {
    for (const child of children) child.kill('SIGKILL')
    for (let n = 0; n < 50 && (existsSync(ROOT) ? [...inGroup(ROOT), ...inGroup(join(ROOT, '102.scope'))] : []).length > 0; n++) {
      for (const pid of [...inGroup(ROOT), ...inGroup(join(ROOT, '102.scope'))])
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          // It has ended meanwhile.
        }
      await sleep(50)
    }
    rmSync(shared, { force: true })
    rmdirSync(join(ROOT, '102.scope'))
    rmdirSync(ROOT)
  }
}

if (!existsSync('/sys/fs/cgroup/memory/memory.limit_in_bytes') || process.getuid?.() !== 0) {
  console.log('This needs root and version 1 of the memory controller.')
  process.exit(2)
}
const swapFile = join(import.meta.dirname, '..', `.oom-choice-swap-${process.pid}`)
/** Swap only while the one case runs that needs it. */
async function withSwapFile<T>(work: () => Promise<T>): Promise<T> {
  try {
    execFileSync('dd', ['if=/dev/zero', `of=${swapFile}`, 'bs=1M', `count=${SWAP_MIB}`, 'status=none'])
    execFileSync('chmod', ['600', swapFile])
    execFileSync('mkswap', [swapFile], { stdio: 'ignore' })
    execFileSync('swapon', [swapFile])
    return await work()
  } finally {
    if (readFileSync('/proc/swaps', 'utf8').includes(swapFile)) execFileSync('swapoff', [swapFile])
    rmSync(swapFile, { force: true })
  }
}

let agreed = 0
for (const one of CASES) {
  const result = one.limitBothMiB === undefined ? await run(one) : await withSwapFile(() => run(one))
  if (result.agrees) agreed++
  const killed = 'killedName' in result ? result.killedName : 'nobody'
  console.log(`${result.agrees ? 'agrees ' : 'DIFFERS'}  ${one.id.padEnd(26)} ${one.says}`)
  console.log(`         before: ${result.predicted}; from the report: ${result.said}; killed: ${killed}`)
}
console.log(`\n${agreed} of ${CASES.length} agree with the kernel`)
process.exitCode = agreed === CASES.length ? 0 : 1
