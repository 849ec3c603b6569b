import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { rootSpaceCheck } from './root-space.ts'

const space = (used: number) => `/ ext2/ext3 blocks=1000 free=${1000 - used} available=${1000 - used} size=4096\n`
test.each([
  [space(400), 'ok'],
  [space(880), 'warning'],
  [space(970), 'problem'],
  ['', 'unseen'],
])('%j', (text, result) => expect(resultOf(rootSpaceCheck, { 'root-space.txt': text })).toBe(result))
