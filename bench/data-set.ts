import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const REMOTE = '/lib/systemd/systemd-journal-remote'

export interface DataSet {
  readonly name: string
  readonly dir: string
  readonly entries: number
  readonly files: number
  readonly bytes: number
}

/** Why no data can be made on this machine; undefined when it can. */
export function missingTool(): string | undefined {
  return existsSync(REMOTE) ? undefined : `${REMOTE} is missing (Debian package systemd-journal-remote)`
}

/** Makes (once) a directory of real journal files from generated log lines. */
export function dataSet(cache: string, name: 'regular' | 'compact' | 'regular-zstd' | 'compact-plain', entries: number): DataSet {
  const dir = join(cache, `${name}-${entries}`)
  if (!existsSync(dir)) {
    const unfinished = `${dir}.unfinished`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { recursive: true })
    const compact = name.startsWith('compact')
    const compressed = name === 'compact' || name === 'regular-zstd'
    const made = spawnSync(
      'sh',
      [
        '-c',
        '"$0" "$1" --entries "$2" --seed 1 | SYSTEMD_JOURNAL_COMPACT="$3" "$4" --compress="$5" -o "$6" -',
        process.execPath,
        join(import.meta.dirname, 'gen-journal.ts'),
        String(entries),
        compact ? '1' : '0',
        REMOTE,
        compressed ? 'yes' : 'no',
        join(unfinished, 'system.journal'),
      ],
      { encoding: 'utf8' },
    )
    if (made.status !== 0 || !made.stderr.includes(`after writing ${entries} entries`))
      throw new Error(`the data could not be made: ${made.stderr}`)
    renameSync(unfinished, dir)
  }
  const files = readdirSync(dir)
  return { name, dir, entries, files: files.length, bytes: files.reduce((sum, file) => sum + statSync(join(dir, file)).size, 0) }
}
