import { expect, it } from 'vitest'
import { killed } from '../sample.fixture.ts'
import { only } from './blocks.fixture.ts'

it('four whys are not called five', () =>
  expect(only('whys', 'heading', killed)).toMatchObject({ text: 'Four whys', note: 'the evidence stops here' }))
