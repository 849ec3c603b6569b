import { describe, expect, it } from 'vitest'
import { inconclusive, killed } from '../sample.fixture.ts'
import { blocksOf, only } from './blocks.fixture.ts'

describe('chain', () => {
  it('puts the outage between mechanism and amplifier', () =>
    expect(only('chain', 'chain', killed).steps.map((s) => s.role)).toEqual(['condition', 'trigger', 'mechanism', 'outage', 'amplifier']))
  it('marks only a trigger without a witness as a coincidence', () =>
    expect(
      only('chain', 'chain', killed)
        .steps.filter((s) => s.coincidence)
        .map((s) => s.role),
    ).toEqual(['trigger']))
  it('is not there without links, and claims no length that is not known', () => {
    expect(blocksOf('chain', inconclusive)).toEqual([])
    const open = { ...killed, outage: { ...killed.outage, to: null, seconds: null } }
    expect(only('chain', 'chain', open).steps.find((s) => s.role === 'outage')?.text).toContain('how long is not known')
  })
})
