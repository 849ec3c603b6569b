import { describe, expect, it } from 'vitest'
import { buildReport } from '../build.ts'
import { documentOf, inconclusive, killed, noOutage } from '../sample.fixture.ts'
import { sections } from './index.ts'

describe('sections', () => {
  it('have ids and places of their own', () => {
    expect(new Set(sections.map((s) => s.id)).size).toBe(sections.length)
    expect(new Set(sections.map((s) => s.order)).size).toBe(sections.length)
  })
  it.each([killed, inconclusive, noOutage])('never stand as a heading alone: $conclusion', (diagnosis) => {
    for (const { id, blocks } of buildReport(documentOf(diagnosis))[0]!.sections)
      expect(
        blocks.some((block) => block.type !== 'heading'),
        id,
      ).toBe(true)
  })
})
