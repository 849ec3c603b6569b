import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import type { DataSet } from './data-set.ts'

type Values = Record<string, unknown>

/** One object of `journalctl -o json --all`, however its members are ordered and its bytes are written. */
function normal(line: string): string {
  const object = JSON.parse(line) as Values
  const text = (value: unknown): unknown =>
    Array.isArray(value) && value.every((one) => typeof one === 'number') ? Buffer.from(value as number[]).toString('latin1') : value
  return JSON.stringify(
    Object.keys(object)
      .filter((name) => name !== '__SEQNUM' && name !== '__SEQNUM_ID')
      .toSorted()
      .map((name) => {
        const value = object[name]
        // Of a field that stands twice the order is not told.
        const values =
          Array.isArray(value) && !value.every((one) => typeof one === 'number') ? value.map(text).map(String).toSorted() : [text(value)]
        return [name, ...values]
      }),
  )
}

export const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

async function digest(command: string): Promise<{ lines: number; digest: string }> {
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TZ: 'UTC' } })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const hash = createHash('sha256')
  let lines = 0
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
    lines++
    hash.update(normal(line)).update('\n')
  }
  const status = await ended
  if (status !== 0 || lines === 0) throw new Error(`nothing to compare (status ${status}, ${lines} lines): ${command}`)
  return { lines, digest: hash.digest('hex') }
}

/** Compares what both programs print, entry by entry with every field. Throws when they differ; says what was equal. */
export async function verify(program: string, set: DataSet, expression: string, whole: boolean): Promise<string[]> {
  const ours = (flags: string): string => `'${program}' log -q '${set.dir}' --json ${flags}`
  const theirs = (flags: string): string => `journalctl -D '${set.dir}' -q -o json --all ${flags}`
  const last = /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/g
  const boots = spawnSync('journalctl', ['-D', set.dir, '-q', '--list-boots', '--utc'], { encoding: 'utf8' }).stdout.trim().split('\n')
  const end = Date.parse(`${boots.at(-1)!.match(last)!.at(-1)!.replace(' ', 'T')}Z`)
  const at = (hoursBefore: number): string => new Date(end - hoursBefore * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  const questions: [string, string, string][] = [
    ['hits of all patterns', `--grep ${quote(expression)} --case-sensitive`, `--grep ${quote(expression)} --case-sensitive=yes`],
    ['the last two hours', `--since '${at(2)}'`, `--since '${at(2)}'`],
    ['two hours in the middle', `--since '${at(150)}' --until '${at(148)}'`, `--since '${at(150)}' --until '${at(148)}'`],
    ['kernel entries of a day', `-k --since '${at(24)}'`, `_TRANSPORT=kernel --since '${at(24)}'`],
    ['the boot before the last', '-b -1 -k', '-b -1 _TRANSPORT=kernel'],
    ...(whole ? [['everything', '', ''] as [string, string, string]] : []),
  ]
  const equal: string[] = []
  for (const [what, flags, same] of questions) {
    const [a, b] = [await digest(ours(flags)), await digest(theirs(same))]
    if (a.digest !== b.digest) throw new Error(`${set.name}: ${what}: ours prints ${a.lines} entries, journalctl ${b.lines}; they differ`)
    equal.push(`${what} (${a.lines.toLocaleString('en')})`)
  }
  return [`${set.name}: equal field by field with \`journalctl -o json --all\`: ${equal.join(', ')}.`]
}
