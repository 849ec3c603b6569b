import { describe, expect, it } from 'vitest'
import { citationsOf } from './cite.ts'
import { killed, sampleDocument } from './sample.fixture.ts'

describe('citationsOf', () => {
  const citations = citationsOf(sampleDocument, killed)
  it('numbers by first citation, the verdict first', () =>
    expect(citations.lines.slice(0, 3).map((c) => c.item.ref)).toEqual(['h-invoked', 'h-killed', 'h-noswap']))
  it('gives a line one number however often it is cited', () =>
    expect(new Set(citations.lines.map((c) => c.item.ref)).size).toBe(citations.lines.length))
  it('names a source that held the time', () => expect(citations.find('coverage:nodes/pve/journal.log').number).toBe('C1'))
  it('does not hide a reference that the document lacks', () => expect(citations.find('nowhere').number).toBe('?'))
})
