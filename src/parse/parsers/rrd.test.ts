import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { rrdParser } from './rrd.ts'

const T = Date.UTC(2025, 6, 29, 16) / 1000
const minutes = (count: number, row: (n: number) => Record<string, unknown>) =>
  Array.from({ length: count }, (_, n) => ({ time: T + n * 60, ...row(n) }))
const look = (rows: unknown, file = 'rrd/vm-102-hour.json') =>
  runParser(rrdParser, [recordOf(JSON.stringify(rows), { source: { file, side: 'host', node: 'pve1' } })]).map(
    ({ kind, at, until, says }) => [kind, at && (at / 1000 - T) / 60, until && (until / 1000 - T) / 60, says],
  )

test('a guest that did not run for ten minutes', () =>
  expect(look(minutes(30, (n) => (n >= 10 && n < 20 ? { maxcpu: 4 } : { maxcpu: 4, cpu: 0.1, mem: 1, maxmem: 8 })))).toEqual([
    ['rrd.gap', 9, 19, 'no figures of VM 102 were recorded for 11 min'],
  ]))
test('one late figure is no gap', () =>
  expect(look(minutes(30, (n) => (n === 10 ? {} : { maxcpu: 4, cpu: 0.1, mem: 1, maxmem: 8 })))).toEqual([]))
test('the fullest moment of a node', () =>
  expect(
    look(
      minutes(5, (n) => ({ maxcpu: 8, memtotal: '100', memused: String(90 + n) })),
      'rrd/node-hour.json',
    ),
  ).toEqual([['rrd.memory-high', 4, undefined, '94 % of the memory of the node was in use']]))
test('the day leaves its last hour to the file of the hour', () =>
  expect(
    look(
      minutes(30, (n) => (n >= 10 && n < 20 ? {} : { maxcpu: 4, mem: 1, maxmem: 8 })),
      'rrd/vm-102-day.json',
    ),
  ).toEqual([]))
test.each(['{"maxcpu":', '[{"maxcpu":1}]', '{"maxcpu":1}', '[null,{"maxcpu":1}]'])('what is no such list is left alone: %s', (text) =>
  expect(runParser(rrdParser, [recordOf(text, { source: { file: 'rrd/node-hour.json', side: 'host' } })])).toEqual([]),
)
