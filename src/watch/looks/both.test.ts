import { describe, expect, test } from 'vitest'
import { guest, node, sighting } from '../sighting.fixture.ts'
import { bothLooks } from './both.ts'

const api = (seconds: number, ...guests: ReturnType<typeof guest>[]) =>
  sighting(seconds, guests, [node('pve', { memory: null }), node('pve2', { memory: null })])
const gone = { missing: [{ node: 'pve', because: 'no answer' }] }

describe('shell and API together', () => {
  test('the shell knows better of its node, the API of the others', () => {
    const seen = bothLooks(
      sighting(0, [guest('102', { running: false, pid: null })]),
      api(0, guest('102', { pid: null }), guest('105', { node: 'pve2', pid: null })),
      new Map(),
    )
    expect(seen.guests.map(({ id, running }) => [id, running])).toEqual([
      ['102', false],
      ['105', true],
    ])
    expect(seen.nodes.map(({ name, memory }) => [name, memory !== null])).toEqual([
      ['pve', true],
      ['pve2', false],
    ])
  })
  test('that QEMU holds a guest still only the API tells', () => {
    const seen = bothLooks(sighting(0, [guest('102')]), api(0, guest('102', { pid: null, halted: 'io-error' })), new Map())
    expect(seen.guests[0]).toMatchObject({ pid: 1020, halted: 'io-error' })
  })
  test('a shell that just went quiet: an API that is 10 s late does not bring the dead back', () => {
    const last = new Map<string, number>()
    bothLooks(sighting(0, [guest('102', { running: false })]), api(0), last)
    const late = (seconds: number) =>
      bothLooks(sighting(seconds, [], [node('pve', { online: false })], gone), api(seconds, guest('102')), last)
    expect(late(5).guests).toEqual([])
    expect(late(5).nodes.find(({ name }) => name === 'pve')?.online).toBe(true)
    expect(late(60).guests.map(({ id }) => id)).toEqual(['102'])
  })
})
