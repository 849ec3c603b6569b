import { describe, expect, it } from 'vitest'
import { documentOf, inconclusive, killed } from '../sample.fixture.ts'
import { blocksOf } from './blocks.fixture.ts'

describe('also-seen', () => {
  it('cites only what is there', () => {
    const known = new Set(documentOf(killed).evidence.map((item) => item.ref))
    const cited = blocksOf('also-seen', killed).flatMap((block) => JSON.stringify(block).match(/"cites":\[[^\]]*\]/g) ?? [])
    const refs = cited.flatMap((list) => (JSON.parse(`{${list}}`) as { cites: string[] }).cites)
    expect(refs.filter((ref) => !ref.startsWith('coverage:') && !known.has(ref))).toEqual([])
  })
  it('never stands as a heading alone', () => {
    for (const diagnosis of [killed, inconclusive]) {
      const blocks = blocksOf('also-seen', diagnosis)
      expect(blocks.length === 0 || blocks.some((block) => block.type !== 'heading')).toBe(true)
    }
  })
})
