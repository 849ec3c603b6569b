import { describe, expect, it } from 'vitest'
import type { Action } from '../../model/index.ts'
import { buildReport } from '../build.ts'
import { documentOf, inconclusive, killed, noOutage } from '../sample.fixture.ts'
import { incidentFile } from './incident-file.fixture.ts'
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

  it('of a kept incident tell what people decided, and what the machine had said', () => {
    const action: Action = {
      id: 'MAAS-2025-07-29-007.1',
      incident: 'MAAS-2025-07-29-007',
      number: 1,
      text: 'Add swap',
      kind: 'short-term',
      origin: 'person',
      addresses: null,
      owner: 'SRE',
      due: '2025-08-05',
      status: 'done',
      note: null,
      verifier: null,
      check: { at: '2025-08-06T00:00:00.000Z', result: 'undone', because: 'The host has no swap.', evidence: [] },
      createdAt: '2025-07-30T08:00:00.000Z',
      revision: 1,
    }
    const file = incidentFile({
      severity: 'P3',
      severityBecause: 'DHCP of everybody',
      impact: 'No leases',
      actionItems: [action],
      edits: [
        { part: 'headline', text: 'DHCP was gone [e1]', refs: ['h-killed'], by: 'Ada', at: '2025-07-30T08:00:00.000Z' },
        { part: 'summary', text: 'In short.', refs: [], by: 'Ada', at: '2025-07-30T08:00:00.000Z' },
        { part: 'lessons', text: 'Keep room.', refs: ['h-killed'], by: 'Ada', at: '2025-07-30T08:00:00.000Z' },
      ],
    })
    const of = (id: string) =>
      JSON.stringify(buildReport(documentOf(killed), undefined, file)[0]!.sections.find((section) => section.id === id)!.blocks)
    expect(of('identification')).toContain('MAAS-2025-07-29-007 (reviewed)')
    expect(of('identification')).toMatch(/Grace.*Ada.*2025-08-29/)
    expect(of('severity')).toContain('set by a person')
    expect(of('severity')).toContain(`The rule said ${killed.severity.level}`)
    expect(of('impact')).toContain('No leases')
    expect(of('verdict')).toContain('"DHCP was gone"')
    expect(of('verdict')).toContain(`whydown wrote: ${killed.headline}`)
    expect(of('summary')).toContain('by Ada')
    expect(of('lessons')).toContain('"cites":["h-killed"]')
    expect(of('actions')).toContain('undone again: The host has no swap. (2025-08-06)')
  })
})
