import { existsSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A lab's own group below ours, in a hierarchy of version 1; null where this kernel has none of that controller. */
export function ownGroup(controller: string, keeperPid: number): string | null {
  const own = new RegExp(`^\\d+:${controller}:(.*)$`, 'm').exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1]
  return own === undefined ? null : join('/sys/fs/cgroup', controller, own, `whydown-lab-${keeperPid}`)
}

/** A group goes only when its processes are gone, and the kernel takes its time with those. */
export async function removeCgroups(folder: string): Promise<void> {
  for (let attempt = 0; attempt < 100 && existsSync(folder); attempt++) {
    if (attempt > 0) await sleep(20)
    try {
      for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].toReversed()) {
        const path = join(folder, name)
        if (statSync(path).isDirectory()) rmdirSync(path)
      }
    } catch {
      // still busy
    }
  }
}
