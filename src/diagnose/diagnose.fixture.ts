import { observeCase, recordsOf } from '../causes/verify.ts'
import type { CoverageRow, DiagnosisDocument } from '../model/index.ts'
import type { Evidence } from './case.ts'
import { diagnose } from './diagnose.ts'

/** Evidence as the readers would hand it over, from lines of a host and a guest on 15 January 2026. */
export function evidenceOf(example: {
  host?: readonly string[]
  guest?: readonly string[]
  subject?: Evidence['subject']
  coverage?: readonly CoverageRow[]
}): Evidence {
  void recordsOf
  return {
    observations: observeCase({ name: '', ...example }),
    coverage: example.coverage ?? [],
    zone: { name: 'UTC', because: 'told by --tz' },
    notes: [],
    ...(example.subject ? { subject: example.subject } : {}),
  }
}

export const diagnosisOf = (example: Parameters<typeof evidenceOf>[0]): DiagnosisDocument => diagnose(evidenceOf(example), 'test')

export const HOST_KILL = [
  '10:00:01 kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
  '10:00:01 kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0',
]
export const WHOLE_DAY: CoverageRow = {
  source: 'pve.log',
  status: 'complete',
  from: '2026-01-15T00:00:00.000Z',
  to: '2026-01-15T23:59:59.000Z',
  side: 'host',
  lines: 90_000,
}
