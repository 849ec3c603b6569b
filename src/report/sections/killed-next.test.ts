import { describe, expect, it } from 'vitest'
import type { Diagnosis } from '../../model/index.ts'
import { inconclusive, killed } from '../sample.fixture.ts'
import { blocksOf, only } from './blocks.fixture.ts'

const withNext: Diagnosis = {
  ...killed,
  killedNext: {
    at: null,
    text: 'On this host VM 101 (pid 1801) would have been next: it held 4.01 GiB.',
    rows: [
      { name: 'VM 102 (pid 1705)', pid: 1705, killed: true, points: 2_016_614, heldKiB: 8_049_380, adj: 0, evidence: [] },
      { name: 'VM 101 (pid 1801)', pid: 1801, killed: false, points: 1_052_627, heldKiB: 4_201_600, adj: 0, evidence: [] },
    ],
    notes: [],
  },
}

describe('who would be next', () => {
  it('tells the killed one from the next one', () =>
    expect(only('killed-next', 'table', withNext).rows.map(([name, held]) => [name!.text, held!.text])).toEqual([
      ['VM 102 (pid 1705), killed', '7.68 GiB'],
      ['VM 101 (pid 1801)', '4.01 GiB'],
    ]))
  it('is not there without a task table', () => {
    for (const diagnosis of [killed, inconclusive]) expect(blocksOf('killed-next', diagnosis)).toEqual([])
  })
})
