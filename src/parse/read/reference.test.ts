import { expect, test } from 'vitest'
import { newestDate, turnOfYear } from './reference.ts'

test('the start of a task is a date without a zone to guess', () =>
  expect(newestDate('x UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:a@pve: y')).toEqual({ at: 0x688956fc * 1000, strong: true }))
test('stamps of lines count before dates in texts', () =>
  expect(newestDate('2024-01-02T03:04:05Z pve a: certificate until 2031-01-01')?.strong).toBe(true))
test('a text without a date has none', () => expect(newestDate('Jul 29 16:19:25 pve a: b')).toBeNull())

test('December in one file and January in another are a night apart', () =>
  expect(turnOfYear(['Dec 31 23:59:30 pve a: b\n', 'Jan  1 00:00:10 web a: b\nJan 01 00:05:10 web a: b'], 2025)).toBe(Date.UTC(2025, 0, 1)))
test('months that lie together tell of no turn', () => {
  expect(turnOfYear(['Jul 29 23:59:30 pve a: b', 'Dec 01 00:00:10 web a: b'], 2025)).toBeNull()
  expect(turnOfYear(['no stamps', 'Xyz 12 00:00:10 web a: b'], 2025)).toBeNull()
})
