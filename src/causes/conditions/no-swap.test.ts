import { expect, test } from 'vitest'
import { findCause } from '../find.ts'
import { hostOom } from '../memory/host-oom.ts'
import { observeCase } from '../verify.ts'
import { noSwap } from './no-swap.ts'

const look = (example: { host?: string[]; guest?: string[] }) => {
  const observations = observeCase({
    name: '',
    ...example,
    host: ['kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB', ...(example.host ?? [])],
  })
  return noSwap.find({ observations, finding: findCause(hostOom, observations)[0]!, from: null, to: null })
}

test('SwapTotal of nothing', () => expect(look({ host: ['SwapTotal:             0 kB'] })?.evidence.length).toBe(1))
test('some swap', () => expect(look({ host: ['SwapTotal:       8388604 kB'] })).toBeNull())
test('a guest without swap says nothing about its host', () => expect(look({ guest: ['SwapTotal:             0 kB'] })).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
