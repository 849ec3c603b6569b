import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { lvsParser } from './lvs.ts'

const seen = (line: string) =>
  runParser(lvsParser, [recordOf(line)]).map((o) => [o.about.pool, o.fields['dataPercent'], o.fields['metaPercent'], o.salience])

test('a full pool', () =>
  expect(seen('  data          pve twi-aotzD- 141.43g             100.00 4.33')).toEqual([['pve/data', 100, 4.33, 'fault']]))
test('a pool with room', () =>
  expect(seen('  data pve twi-aotz-- <1.70t             41.02  1.44')).toEqual([['pve/data', 41.02, 1.44, 'context']]))
test('a table that arrived as one record', () =>
  expect(seen('data  pve twi-aotzD- 794.30g    100.00 3.61\nroot  pve -wi-ao----  96.00g')).toEqual([['pve/data', 100, 3.61, 'fault']]))
test('a thin volume is no pool', () => expect(seen('  vm-102-disk-0 pve Vwi-aotz--  32.00g data        100.00')).toEqual([]))
