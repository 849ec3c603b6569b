import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { configPath, readGuestConfig } from './guests.ts'
import { syslog } from './syslog.ts'
import { startTask } from './tasks.ts'
import { type Say, shutDownVm, startVm } from './vm.ts'

/** So that the guest is down for longer than one look of a watcher takes. */
const WRITING_MS = 5000

/** The `vzdump` program: `vzdump 103 --mode stop`. Its result is the exit code. */
export async function vzdump(argv: readonly string[]): Promise<number> {
  const id = argv.find((word) => /^\d+$/.test(word)) ?? ''
  const mode = argv[argv.findIndex((word) => /^--?mode$/.test(word)) + 1] ?? ''
  if (id === '' || mode !== 'stop') throw new Error('the lab plays backups of one VM in stop mode only')
  const task = startTask({ type: 'vzdump', id, user: 'root@pam', identifier: 'vzdump', args: [mode] }, (line) =>
    process.stdout.write(`${line}\n`),
  )
  return (await task.status) === 'OK' ? 0 : 255
}

/** What its worker does: the lines of the task log, some of which go to the journal too. */
export async function backUp(id: number, mode: string, say: Say): Promise<void> {
  const both = (line: string) => {
    syslog('vzdump', line)
    say(line)
  }
  const started = Date.now()
  const config = readGuestConfig('qemu', id)
  const path = configPath('qemu', id)
  both(`INFO: starting new backup job: vzdump ${id} --mode ${mode}`)
  both(`INFO: Starting Backup of VM ${id} (qemu)`)
  say(`INFO: Backup started at ${stamp(started)}`)
  say('INFO: status = running')
  say(`INFO: backup mode: ${mode}`)
  say('INFO: ionice priority: 7')
  say(`INFO: VM Name: ${config['name'] ?? `vm${id}`}`)
  const unlocked = readFileSync(path, 'utf8')
  writeFileSync(path, `lock: backup\n${unlocked}`)
  try {
    say('INFO: stopping virtual guest')
    await shutDownVm(id, 600)
    const name = `vzdump-qemu-${id}-${stamp(started).replaceAll('-', '_').replace(' ', '-').replaceAll(':', '_')}`
    say(`INFO: creating vzdump archive '/var/lib/vz/dump/${name}.vma.zst'`)
    await sleep(WRITING_MS)
    say('INFO: starting kvm to execute backup task')
    await startVm(id, 'vzdump', say, { skipLock: true })
    say("INFO: started backup task '5d2c3c1e-2f53-4a2b-8d7e-4f3a1e0b9c11'")
    say(`INFO: resuming VM again after ${Math.round((Date.now() - started) / 1000)} seconds`)
    say('INFO: 100% (32.0 GiB of 32.0 GiB) in 1s, read: 32.0 GiB/s, write: 0 B/s')
  } finally {
    writeFileSync(path, unlocked)
  }
  const seconds = Math.round((Date.now() - started) / 1000)
  both(`INFO: Finished Backup of VM ${id} (00:00:${String(seconds).padStart(2, '0')})`)
  say(`INFO: Backup finished at ${stamp(Date.now())}`)
  both('INFO: Backup job finished successfully')
}

/** `2025-07-29 23:00:01`, in the machine's own time, which is UTC here. */
const stamp = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')
