import { describe, expect, test } from 'vitest'
import { buildRunbook } from './build.ts'
import { since } from './compare.ts'
import { emptySite } from './site.ts'

const site = { ...emptySite, nodes: [{ name: 'pve', ssh: 'pve', kind: 'pve' }] }
const make = (today: string, where = site) => buildRunbook({ site: where, today, version: '0', cause: 'power.loss' })

describe('since the last one', () => {
  test('the first has no changes', () => expect(since(make('2026-01-01'), null)).toMatchObject({ version: '1.0', changes: [] }))
  test('the same content keeps version and date', () =>
    expect(since(make('2026-02-01'), since(make('2026-01-01'), null))).toMatchObject({ version: '1.0', updated: '2026-01-01' }))
  test('a new host is a new version, and said', () => {
    const two = { ...site, nodes: [...site.nodes, { name: 'pve2', ssh: 'pve2', kind: 'pve' }] }
    const next = since(make('2026-02-01', two), make('2026-01-01'))
    expect(next).toMatchObject({ version: '1.1', updated: '2026-02-01' })
    expect(next.changes).toContainEqual({ kind: 'added', what: 'machine pve2' })
    expect(next.changes.some(({ kind, what }) => kind === 'changed' && what.startsWith('step Initial triage'))).toBe(true)
  })
  test('what is gone is said too', () =>
    expect(since(make('2026-02-01', { ...site, nodes: [] }), make('2026-01-01')).changes).toContainEqual({
      kind: 'removed',
      what: 'machine pve',
    }))
  test('a runbook of another cause is not compared', () =>
    expect(since(make('2026-02-01'), buildRunbook({ site, today: '2026-01-01', version: '0' })).changes).toEqual([]))
})
