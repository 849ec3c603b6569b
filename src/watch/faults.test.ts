import { expect, test } from 'vitest'
import { faultsOf } from './faults.ts'
import { at, guest } from './sighting.fixture.ts'
import type { Transition, TransitionKind } from './transitions.ts'

const one = (kind: TransitionKind, about: string, node: string | null = 'pve'): Transition => ({
  kind,
  about,
  node,
  guest: about.startsWith('guest') ? guest('1') : null,
  after: at(0),
  by: at(10),
})

test('guests of one node in one look are one fault, another node is another', () =>
  expect(
    faultsOf([one('stopped', 'guest:vm:102'), one('stopped', 'guest:vm:101'), one('stopped', 'guest:vm:300', 'b')]).map(
      ({ about }) => about,
    ),
  ).toEqual([['guest:vm:101', 'guest:vm:102'], ['guest:vm:300']]))
test('a lost node stands before its guests', () =>
  expect(faultsOf([one('restarted', 'guest:vm:102'), one('node-lost', 'node:pve')])[0]).toMatchObject({
    about: ['node:pve', 'guest:vm:102'],
    id: `node:pve@${at(10)}`,
  }))
test('a return is no fault', () => expect(faultsOf([one('back', 'guest:vm:102'), one('node-back', 'node:pve')])).toEqual([]))
