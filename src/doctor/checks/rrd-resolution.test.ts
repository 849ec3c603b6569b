import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { rrdResolutionCheck } from './rrd-resolution.ts'

test.each([
  ['pve-manager 9.0.10\n', 'ok'],
  ['pve-manager 8.4.1\n', 'warning'],
  ['', null],
])('%j', (text, result) => expect(resultOf(rrdResolutionCheck, { 'versions.txt': text })).toBe(result))
