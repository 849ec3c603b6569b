import { expect, test } from 'vitest'
import { guest, node, sighting } from '../sighting.fixture.ts'
import { lookWithAll } from './by-config.ts'

const api = (seconds: number, ...guests: ReturnType<typeof guest>[]) =>
  sighting(seconds, guests, [node('pve', { memory: null }), node('pve2', { memory: null })])

test('an API that fails leaves the shells, and what was held still stays so', async () => {
  const told = [api(0, guest('102', { halted: 'io-error' }))]
  const said: string[] = []
  const look = lookWithAll(
    async () => sighting(0, [guest('102'), guest('103')]),
    {
      look: async () => {
        const next = told.shift()
        if (!next) throw new Error('the token expired')
        return next
      },
      close: () => {},
    },
    (line) => said.push(line),
  )
  for (let n = 0; n < 3; n++) expect((await look()).guests.map(({ halted }) => halted)).toEqual(['io-error', null])
  expect(said).toEqual(['the token expired; looking over the shells alone'])
})
