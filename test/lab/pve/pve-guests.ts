import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { guestIds, readGuestConfig } from './guests.ts'
import { startTask } from './tasks.ts'

/** What starts the guests of a node when it boots: those with `onboot: 1`, and, at the lab's first boot, those that shall run. */
export async function startAll(): Promise<number> {
  const told = '/var/lib/lab/start'
  const first = existsSync(told) ? readFileSync(told, 'utf8').split(/\s+/).filter(Boolean).map(Number) : []
  if (first.length > 0) spawnSync('rm', ['-f', told])
  const ids = guestIds('qemu').filter((id) => first.includes(id) || readGuestConfig('qemu', id)['onboot'] === '1')
  await Promise.all(
    ids.map(
      (id) => startTask({ type: 'qmstart', id: String(id), user: 'root@pam', identifier: 'pve-guests', args: [] }, () => undefined).status,
    ),
  )
  return 0
}
