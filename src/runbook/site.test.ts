import { describe, expect, test } from 'vitest'
import { askedGuest, emptySite, fill, overSsh } from './site.ts'

const site = { ...emptySite, guests: [{ kind: 'vm' as const, id: '102', name: 'maas', ssh: 'maas' }] }

describe('the guest that is asked about', () => {
  test.each(['102', 'maas', 'vm:102'])('%s', (asked) =>
    expect(askedGuest(site, asked)).toMatchObject({ kind: 'vm', id: '102', ssh: 'maas' }),
  )
  test('one that no configuration knows, by its number', () => expect(askedGuest(site, 'ct:203')).toEqual({ kind: 'ct', id: '203' }))
  test.each(['nobody', '102; rm -rf /', '$(id)', ''])('not %j', (asked) => expect(askedGuest(site, asked)).toBeNull())
})
describe('a command over ssh', () => {
  test('is one word for the shell here', () => expect(overSsh('pve', `echo "it's"`)).toBe(`ssh pve 'echo "it'\\''s"'`))
  test('is bare on this machine', () => expect(overSsh('local', 'qm list')).toBe('qm list'))
})
test('a container is asked with its own tool', () => expect(fill('qm start {guest}', { kind: 'ct', id: '203' })).toBe('pct start 203'))
