import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { corosyncLinksParser } from './corosync-links.ts'

const seen = (...lines: string[]) =>
  runParser(
    corosyncLinksParser,
    lines.map((line, n) => recordOf(line, { line: n + 1 })),
  ).map((o) => o.fields['links'])

test('one link of corosync-cfgtool', () =>
  expect(seen('Local node ID 1, transport knet', 'LINK ID 0 udp', '\taddr\t= 10.0.0.1')).toEqual([1]))
test('two rings of corosync.conf, on three nodes', () =>
  expect(seen(...[1, 2, 3].flatMap((n) => [`    ring0_addr: 10.0.0.${n}`, `    ring1_addr: 10.1.0.${n}`]))).toEqual([2]))
test('a log line about a link', () => expect(seen('[KNET  ] link: host: 2 link: 0 is down')).toEqual([]))
