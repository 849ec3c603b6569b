import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { lastParser } from './last.ts'

const kinds = (...lines: string[]) =>
  runParser(
    lastParser,
    lines.map((line) => recordOf(line)),
  ).map((o) => o.kind)
const BOOT = 'reboot   system boot  6.8.12-9-pve     Tue Jul 29 14:40 - 17:26  (02:46)'
const NEXT = 'reboot   system boot  6.8.12-10-pve    Tue Jul 29 17:28   still running'
const DOWN = 'shutdown system down  6.8.12-9-pve     Tue Jul 29 17:26 - 17:28  (00:01)'

test('two boots without a shutdown between them: the older one crashed', () => expect(kinds(NEXT, BOOT)).toEqual(['boot.unclean-end']))
test('a shutdown between them: it ended in order', () => expect(kinds(NEXT, DOWN, BOOT)).toEqual(['boot.clean-end']))
test('the boot that runs has no end', () => expect(kinds(NEXT)).toEqual([]))
test('wtmpdb prints the crash', () => expect(kinds(DOWN, BOOT.replace('17:26  (02:46)', 'crash'))).toEqual(['boot.unclean-end']))

const FULL = 'reboot   system boot  6.8.12-10-pve    Tue Jul 29 17:28:40 2025   still running'
const times = (collected: boolean) => {
  const source = { file: 'last.txt', side: 'host' as const, ...(collected ? { collected: { takenAt: null, whole: null } } : {}) }
  return runParser(
    lastParser,
    [FULL, BOOT].map((line) => recordOf(line, { source })),
  ).map((o) => o.at)
}
test('what we collected is in UTC, and a crash was before the next boot', () =>
  expect(times(true)).toEqual([Date.UTC(2025, 6, 29, 17, 28, 40)]))
test('the zone of a pasted list is not known', () => expect(times(false)).toEqual([null]))
