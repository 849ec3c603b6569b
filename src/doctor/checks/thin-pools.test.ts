import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { thinPoolsCheck } from './thin-pools.ts'

const pool = (data: number, metadata: number) =>
  `pve-data-tpool: 0 1000 thin-pool 1 ${metadata}/100 ${data}/100 - rw discard_passdown queue_if_no_space - 1024\n`
test.each([
  [pool(40, 5), 'ok'],
  [pool(85, 5), 'warning'],
  [pool(40, 97), 'problem'],
  ['', null],
])('%j', (text, result) => expect(resultOf(thinPoolsCheck, { 'thin-pools.txt': text })).toBe(result))
