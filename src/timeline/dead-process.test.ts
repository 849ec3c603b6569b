import { expect, test } from 'vitest'
import { observeCase } from '../causes/verify.ts'
import { endsOfGuests, guestOfDeath, isDeathOfQemu } from './dead-process.ts'

const CRASH = 'kernel: kvm[1706]: segfault at 10 ip 000055d2c53a3b1a sp 00007ffd2e2d5a30 error 4 in qemu-system-x86_64[55d2c4f00000+6a0000]'
const OOM = 'kernel: Out of memory: Killed process 1706 (kvm) total-vm:9kB, anon-rss:8kB, file-rss:0kB'
const ended = (guest: string) => `systemd[1]: ${guest}.scope: Deactivated successfully.`
const at = (second: number, text: string) => `10:00:${String(second).padStart(2, '0')} ${text}`
const whose = (...host: string[]) => {
  const seen = observeCase({ name: '', host })
  return seen.find(isDeathOfQemu)?.about.guest
}

test('the scope that ends at once says whose process crashed', () => expect(whose(at(0, CRASH), at(1, ended('103')))).toBe('103'))
test('a killed process, too', () => expect(whose(at(0, OOM), at(2, ended('103')))).toBe('103'))
test('the later end is another story', () => expect(whose(at(0, CRASH), at(1, ended('103')), at(21, ended('102')))).toBe('103'))
test('two ends in those seconds: nobody knows whose', () =>
  expect(whose(at(0, CRASH), at(1, ended('103')), at(3, ended('102')))).toBeUndefined())
test('an end half a minute later is not that of a dead process', () => expect(whose(at(0, CRASH), at(40, ended('102')))).toBeUndefined())
test('an end on another machine', () => {
  const seen = observeCase({ name: '', host: [at(0, CRASH), at(40, ended('102'))] })
  const [death, end] = [seen.find(isDeathOfQemu)!, endsOfGuests(seen)[0]!]
  const soon = { ...end, at: death.at! + 1000 }
  expect(guestOfDeath(death, [soon])).toEqual({ guest: '102' })
  expect(guestOfDeath(death, [{ ...soon, about: { ...soon.about, node: 'pve2' } }])).toBeNull()
})
test('another program that crashes ends no guest', () => {
  const seen = observeCase({
    name: '',
    host: [at(0, CRASH.replace('kvm[', 'smbd[').replace('qemu-system-x86_64', 'smbd')), at(1, ended('103'))],
  })
  expect(seen.filter(isDeathOfQemu)).toEqual([])
  expect(endsOfGuests(seen).length).toBe(1)
})
