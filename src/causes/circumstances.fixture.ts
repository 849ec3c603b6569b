import type { Finding } from './define.ts'
import { findCause } from './find.ts'
import { hostOom } from './memory/host-oom.ts'
import { observeCase } from './verify.ts'

/** Some finding, for circumstances that do not look at it. */
export const findingOf = (): Finding =>
  findCause(
    hostOom,
    observeCase({ name: '', host: ['kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB'] }),
  )[0]!
