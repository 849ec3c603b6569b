import { describe, expect, test } from 'vitest'
import type { Sighting } from './sighting.ts'
import { guest, node, sighting } from './sighting.fixture.ts'
import { NOTHING, transitionsOf } from './transitions.ts'

const through = (...looks: Sighting[]) => {
  let remembered = NOTHING
  return looks.map((look) => {
    const result = transitionsOf(remembered, look)
    // As it is kept on disk.
    remembered = JSON.parse(JSON.stringify(result.remembered))
    return result.transitions.map(({ kind, about }) => `${kind} ${about}`)
  })
}

describe('what changed between two looks', () => {
  test('the first look only remembers', () => expect(through(sighting(0, [guest('102', { running: false })]))).toEqual([[]]))
  test('a guest that ran is stopped, and is back', () =>
    expect(
      through(
        sighting(0, [guest('102')]),
        sighting(10, [guest('102', { running: false, pid: null })]),
        sighting(20, [guest('102', { pid: 99, uptime: 3 })]),
      ),
    ).toEqual([[], ['stopped guest:vm:102'], ['back guest:vm:102']]))
  test('another process id between two looks is a restart', () =>
    expect(through(sighting(0, [guest('102')]), sighting(10, [guest('102', { pid: 77 })]))[1]).toEqual(['restarted guest:vm:102']))
  test('without process ids, an uptime that begins anew is a restart', () =>
    expect(through(sighting(0, [guest('102', { pid: null })]), sighting(60, [guest('102', { pid: null, uptime: 20 })]))[1]).toEqual([
      'restarted guest:vm:102',
    ]))
  test('an uptime told a little late is none', () =>
    expect(through(sighting(0, [guest('102', { pid: null })]), sighting(10, [guest('102', { pid: null, uptime: 99_995 })]))[1]).toEqual([]))
  test('io-error holds it still', () =>
    expect(
      through(sighting(0, [guest('102')]), sighting(10, [guest('102', { halted: 'io-error' })]), sighting(20, [guest('102')])),
    ).toEqual([[], ['halted guest:vm:102'], ['back guest:vm:102']]))
  test('a live migration is no outage', () =>
    expect(
      through(
        sighting(0, [guest('102')], [node('pve'), node('b')]),
        sighting(10, [guest('102', { node: 'b', pid: 5, uptime: 100_010 })], [node('pve'), node('b')]),
      )[1],
    ).toEqual([]))
})

describe('nodes', () => {
  test('one look without an answer is no lost node, two are; its guests are unknown and not stopped', () => {
    const gone = (s: number) =>
      sighting(s, [], [node('pve', { online: false, memory: null, bootId: null })], { missing: [{ node: 'pve', because: 'no answer' }] })
    expect(through(sighting(0, [guest('102')]), gone(10), gone(20), sighting(30, [guest('102', { pid: 9, uptime: 5 })]))).toEqual([
      [],
      [],
      ['node-lost node:pve'],
      ['node-back node:pve', 'restarted guest:vm:102'],
    ])
  })
  test('another boot id between two looks: it went and came', () =>
    expect(through(sighting(0, []), sighting(10, [], [node('pve', { bootId: 'b2' })]))[1]).toEqual([
      'node-lost node:pve',
      'node-back node:pve',
    ]))
  test('quorum', () =>
    expect(through(sighting(0, []), sighting(10, [], [node('pve')], { quorate: false }), sighting(20, [])).slice(1)).toEqual([
      ['quorum-lost cluster'],
      ['quorum-back cluster'],
    ]))
})

describe('a guest that fell silent', () => {
  const look = (s: number, traffic: number, cpu: number) => sighting(s, [guest('102', { traffic, cpu })])
  test('talked before, says nothing for minutes and spins', () =>
    expect(through(look(0, 1, 0.2), look(60, 9, 0.2), look(120, 9, 1), look(180, 9, 1), look(240, 9, 1), look(300, 9, 1)).flat()).toEqual([
      'silent guest:vm:102',
    ]))
  test('quiet but with some work is left alone', () =>
    expect(through(look(0, 1, 0.2), look(60, 9, 0.2), look(120, 9, 0.2), look(180, 9, 0.2), look(240, 9, 0.2)).flat()).toEqual([]))
  test('one that never talked is left alone', () =>
    expect(through(look(0, 0, 0), look(60, 0, 0), look(120, 0, 0), look(180, 0, 0), look(240, 0, 0)).flat()).toEqual([]))
})
