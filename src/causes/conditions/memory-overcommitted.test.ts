import { expect, test } from 'vitest'
import { findCause } from '../find.ts'
import { hostOom } from '../memory/host-oom.ts'
import { observeCase } from '../verify.ts'
import { memoryOvercommitted } from './memory-overcommitted.ts'

const KILL = [
  '10:00:01 kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
  '10:00:01 kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0',
]
const look = (lines: readonly string[]) => {
  const observations = observeCase({ name: '', host: [...KILL, ...lines] })
  return memoryOvercommitted.find({ observations, finding: findCause(hostOom, observations)[0]!, from: null, to: null })
}
const row = (id: number, mib: number, state = 'running') =>
  `       ${id} guest${id}             ${state}    ${mib}              32.00 ${state === 'running' ? 1000 + id : 0}`

test('running guests that may use more than there is', () => {
  const found = look([row(100, 8192), row(101, 8192), 'MemTotal:       16302456 kB'])
  expect(found?.because).toContain('2 running guests may use 16.0 GiB')
  expect(found?.evidence.length).toBe(2)
})
test('stopped guests do not count', () =>
  expect(look([row(100, 8192), row(101, 8192, 'stopped'), 'MemTotal:       16302456 kB'])).toBeNull())
test('guests that leave room for the host', () => expect(look([row(100, 8192), row(101, 4096), 'MemTotal:       16302456 kB'])).toBeNull())
test('nothing known of sizes: nothing is said', () => expect(look([])).toBeNull())
