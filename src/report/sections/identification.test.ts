import { describe, expect, it } from 'vitest'
import type { Diagnosis } from '../../model/index.ts'
import { inconclusive, killed, noOutage } from '../sample.fixture.ts'
import { only } from './blocks.fixture.ts'

describe('identification', () => {
  const row = (diagnosis: Diagnosis, name: string) => only('identification', 'facts', diagnosis).rows.find(([key]) => key === name)?.[1]
  it('names the incident by guest and local day', () => expect(row(killed, 'Incident')).toBe('MAAS-2025-07-29-001 (draft)'))
  it('says that a length is not known', () => expect(row(inconclusive, 'Duration')).toBe('not known: no line shows the end'))
  it('names no cause where nothing went down', () =>
    expect([row(noOutage, 'Cause'), row(noOutage, 'Next review')]).toEqual([undefined, undefined]))
  it('cannot be given a strange id by a strange name', () =>
    expect(row({ ...killed, subject: { kind: 'vm', id: '1', name: '../<x>' } }, 'Incident')).toBe('X-2025-07-29-001 (draft)'))
})
