import { expect, it } from 'vitest'
import { killed } from '../sample.fixture.ts'
import { only } from './blocks.fixture.ts'

it('not known always has the command', () => {
  const [first] = only('not-known', 'list', killed).items
  expect(first?.command).toContain('ssh pve')
})

it('an unknown that nothing settles says so', () => {
  const items = only('not-known', 'list', { ...killed, unknown: [{ id: 'x', because: 'Nobody knows.', wouldSettle: [] }] }).items
  expect(items[0]?.note).toBe('No command settles x.')
})
