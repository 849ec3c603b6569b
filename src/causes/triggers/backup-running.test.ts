import { expect, test } from 'vitest'
import { findCause } from '../find.ts'
import { hostOom } from '../memory/host-oom.ts'
import { observeCase } from '../verify.ts'
import { backupRunning } from './backup-running.ts'

const look = (lines: string[]) => {
  const observations = observeCase({
    name: '',
    host: [...lines, '10:00:01 kernel: Out of memory: Killed process 1705 (kvm) total-vm:9kB, anon-rss:8kB'],
  })
  return backupRunning.find({ observations, finding: findCause(hostOom, observations)[0]!, from: null, to: null })
}
const BEGAN = '09:50:01 vzdump[811]: INFO: Starting Backup of VM 102 (qemu)'

test('a backup that had not ended', () => expect(look([BEGAN])?.evidence.length).toBe(1))
test('a backup that had ended', () => expect(look([BEGAN, '09:55:01 vzdump[811]: INFO: Finished Backup of VM 102 (00:05:00)'])).toBeNull())
test('no backup', () => expect(look([])).toBeNull())
