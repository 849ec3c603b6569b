import { describe, expect, it } from 'vitest'
import { inconclusive, killed } from '../sample.fixture.ts'
import { only } from './blocks.fixture.ts'

describe('timeline', () => {
  it('is in order of time whatever the order of the references', () => {
    const times = only('timeline', 'timeline', { ...killed, timeline: killed.timeline.toReversed() }).marks.map((m) => m.at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })
  it('gives each link of the chain one shape', () =>
    expect(only('timeline', 'timeline', killed).marks.flatMap((m) => m.role ?? [])).toEqual([
      'trigger',
      'condition',
      'mechanism',
      'amplifier',
    ]))
  it('leaves out lines that have no time', () =>
    expect(only('timeline', 'timeline', killed).marks.map((m) => m.ref)).not.toContain('h-config'))
  it('shows the guest first, and a selection of lines as a gap', () => {
    const [guest, kernel] = only('timeline', 'timeline', killed).lanes
    expect([guest?.name, guest?.held[0]?.gap, kernel?.name, kernel?.held[0]?.gap]).toEqual(['guest maas', true, 'kernel', false])
  })
  it('has no end where none was seen', () =>
    expect(only('timeline', 'timeline', inconclusive).outage).toMatchObject({ to: null, label: 'down, end not seen' }))
})
