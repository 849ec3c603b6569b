import { describe, expect, it } from 'vitest'
import type { Diagnosis } from '../../model/index.ts'
import type { Block, BlockOf } from '../blocks.ts'
import { buildReport } from '../build.ts'
import { documentOf, inconclusive, killed, noOutage } from '../sample.fixture.ts'
import { sections } from './index.ts'

function blocksOf(id: string, diagnosis: Diagnosis): readonly Block[] {
  return buildReport(documentOf(diagnosis))[0]!.sections.find((section) => section.id === id)?.blocks ?? []
}
function only<T extends Block['type']>(id: string, type: T, diagnosis: Diagnosis): BlockOf<T> {
  return blocksOf(id, diagnosis).find((block): block is BlockOf<T> => block.type === type)!
}

describe('sections', () => {
  it('have ids and places of their own', () => {
    expect(new Set(sections.map((s) => s.id)).size).toBe(sections.length)
    expect(new Set(sections.map((s) => s.order)).size).toBe(sections.length)
  })
  it.each([killed, inconclusive, noOutage])('never stand as a heading alone: $conclusion', (diagnosis) => {
    for (const { id, blocks } of buildReport(documentOf(diagnosis))[0]!.sections) expect(blocks.some((block) => block.type !== 'heading'), id).toBe(true)
  })
})

describe('chain', () => {
  it('puts the outage between mechanism and amplifier', () =>
    expect(only('chain', 'chain', killed).steps.map((s) => s.role)).toEqual(['condition', 'trigger', 'mechanism', 'outage', 'amplifier']))
  it('marks only a trigger without a witness as a coincidence', () => expect(only('chain', 'chain', killed).steps.filter((s) => s.coincidence).map((s) => s.role)).toEqual(['trigger']))
  it('is not there without links, and claims no length that is not known', () => {
    expect(blocksOf('chain', inconclusive)).toEqual([])
    const open = { ...killed, outage: { ...killed.outage, to: null, seconds: null } }
    expect(only('chain', 'chain', open).steps.find((s) => s.role === 'outage')?.text).toContain('how long is not known')
  })
})

describe('timeline', () => {
  it('is in order of time whatever the order of the references', () => {
    const times = only('timeline', 'timeline', { ...killed, timeline: killed.timeline.toReversed() }).marks.map((m) => m.at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })
  it('gives each link of the chain one shape', () => expect(only('timeline', 'timeline', killed).marks.flatMap((m) => m.role ?? [])).toEqual(['trigger', 'condition', 'mechanism', 'amplifier']))
  it('leaves out lines that have no time', () => expect(only('timeline', 'timeline', killed).marks.map((m) => m.ref)).not.toContain('h-config'))
  it('shows the guest first, and a selection of lines as a gap', () => {
    const [guest, kernel] = only('timeline', 'timeline', killed).lanes
    expect([guest?.name, guest?.held[0]?.gap, kernel?.name, kernel?.held[0]?.gap]).toEqual(['guest maas', true, 'kernel', false])
  })
  it('has no end where none was seen', () => expect(only('timeline', 'timeline', inconclusive).outage).toMatchObject({ to: null, label: 'down, end not seen' }))
})

describe('identification', () => {
  const row = (diagnosis: Diagnosis, name: string) => only('identification', 'facts', diagnosis).rows.find(([key]) => key === name)?.[1]
  it('names the incident by guest and local day', () => expect(row(killed, 'Incident')).toBe('MAAS-2025-07-29-001 (draft)'))
  it('says that a length is not known', () => expect(row(inconclusive, 'Duration')).toBe('not known: no line shows the end'))
  it('names no cause where nothing went down', () => expect([row(noOutage, 'Cause'), row(noOutage, 'Next review')]).toEqual([undefined, undefined]))
  it('cannot be given a strange id by a strange name', () => expect(row({ ...killed, subject: { kind: 'vm', id: '1', name: '../<x>' } }, 'Incident')).toBe('X-2025-07-29-001 (draft)'))
})

it('not known always has the command', () => {
  const [first] = only('not-known', 'list', killed).items
  expect(first?.command).toContain('ssh pve')
})

it('an unknown that nothing settles says so', () => {
  const items = only('not-known', 'list', { ...killed, unknown: [{ id: 'x', because: 'Nobody knows.', wouldSettle: [] }] }).items
  expect(items[0]?.note).toBe('No command settles x.')
})

it('remediation comes in the order now, soon, later', () =>
  expect(only('remediation', 'steps', { ...killed, remediation: killed.remediation.toReversed() }).groups.map((g) => g.name)).toEqual(['Immediate', 'Short term', 'Long term']))

it('four whys are not called five', () => expect(only('whys', 'heading', killed)).toMatchObject({ text: 'Four whys', note: 'the evidence stops here' }))
