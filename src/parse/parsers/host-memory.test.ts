import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { hostMemoryParser } from './host-memory.ts'

const seen = (...lines: string[]) =>
  runParser(
    hostMemoryParser,
    lines.map((line) => recordOf(line)),
  ).map((o) => [o.kind, o.fields['totalKiB'] ?? o.fields['configuredKiB']])

test('/proc/meminfo', () =>
  expect(seen('MemTotal:       16302456 kB', 'SwapTotal:             0 kB')).toEqual([
    ['host.memory-total', 16302456],
    ['host.swap', 0],
  ]))
test('free -m and free -h', () =>
  expect(seen('Mem:           24105         335       23767', 'Swap:  8.0Gi  0B  8.0Gi')).toEqual([
    ['host.memory-total', 24105 * 1024],
    ['host.swap', 8 * 1024 * 1024],
  ]))
test('qm list: running guests are added up, stopped ones not', () =>
  expect(
    seen(
      '       100 opnsense             running    4096              32.00 1933',
      '       101 k3s                  running    4096              64.00 1801',
      '       102 old                  stopped    8192              10.00 0',
    ),
  ).toEqual([['host.guests-configured', 8192 * 1024]]))
test('other tables with a running in them', () => expect(seen('pveproxy.service   active running')).toEqual([]))
