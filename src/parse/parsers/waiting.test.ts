import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { waitingParser } from './waiting.ts'

const look = (line: string, file = 'nodes/pve1/waiting.txt') =>
  runParser(waitingParser, [recordOf(line, { source: { file, side: 'host' } })]).map(({ says }) => says)

test('what it waits for', () =>
  expect(look('/proc/1705 kvm nfs_wait_bit_killable')).toEqual(['kvm (1705) waited for an NFS server and could not be ended']))
test('a wait that nobody knows', () =>
  expect(look('/proc/7 sync some_new_function')).toEqual(['sync (7) waited for a device and could not be ended']))
test('without the right to see it', () => expect(look('/proc/7 sync')).toEqual(['sync (7) waited for a device and could not be ended']))
test.each(['/proc/meminfo', '/proc/1 a b c', '/proc/pressure/memory'])('no process: %s', (line) => expect(look(line)).toEqual([]))
test('only in the list of those who wait', () => expect(look('/proc/1705 kvm nfs_wait', 'other.txt')).toEqual([]))
