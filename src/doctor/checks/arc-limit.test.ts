import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { arcLimitCheck } from './arc-limit.ts'

test.each([
  ['/sys/module/zfs/parameters/zfs_arc_max:4294967296\n', 'ok'],
  ['/sys/module/zfs/parameters/zfs_arc_max:0\n', 'warning'],
  ['', null],
])('%j', (text, result) => expect(resultOf(arcLimitCheck, { 'readiness.txt': text })).toBe(result))
