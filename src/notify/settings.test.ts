import { describe, expect, test } from 'vitest'
import { outage } from './message.fixture.ts'
import { configuredChannels, mayGoAt, wants } from './settings.ts'

const one = (entry: object) => configuredChannels([entry])[0]!

describe('section notify', () => {
  test('a channel with its secret by reference', () => {
    const channel = one({ channel: 'ntfy', topic: 'lab', token: { env: 'NTFY' } })
    expect([channel.name, channel.settings, channel.secrets]).toEqual([
      'ntfy',
      { url: 'https://ntfy.sh', topic: 'lab' },
      { token: { env: 'NTFY' } },
    ])
  })
  test.each([
    [{ channel: 'fax' }, 'notify[0].channel: "fax" is none of'],
    [{ channel: 'ntfy' }, 'notify[0].topic'],
    [{ channel: 'ntfy', topic: 'a', token: 'tk_secret' }, 'notify[0].token: names where the secret is'],
    [{ channel: 'ntfy', topic: 'a', quietHours: '22-6' }, 'notify[0].quietHours: is HH:MM-HH:MM'],
  ])('%j is refused with its place', (entry, words) => expect(() => one(entry)).toThrow(words))
  test('two of one name are refused, two of one kind are told apart', () => {
    expect(
      configuredChannels([
        { channel: 'ntfy', topic: 'a' },
        { channel: 'ntfy', topic: 'b' },
      ]).map(({ name }) => name),
    ).toEqual(['ntfy', 'ntfy-2'])
    expect(() =>
      configuredChannels([
        { channel: 'ntfy', topic: 'a', name: 'x' },
        { channel: 'ntfy', topic: 'b', name: 'x' },
      ]),
    ).toThrow('two channels')
  })
})

describe('who is told when', () => {
  test('by kind and urgency', () => {
    expect(wants(one({ channel: 'ntfy', topic: 'a', atLeast: 'P2' }), outage)).toBe(true)
    expect(wants(one({ channel: 'ntfy', topic: 'a', atLeast: 'P2' }), { ...outage, urgency: 'P3' })).toBe(false)
    expect(wants(one({ channel: 'ntfy', topic: 'a', kinds: ['warning'] }), outage)).toBe(false)
  })
  test('quiet hours over midnight hold back all but P1, until their end', () => {
    const channel = one({ channel: 'ntfy', topic: 'a', quietHours: '22:00-07:00' })
    const night = new Date(2025, 6, 29, 23, 30)
    expect(mayGoAt(channel, outage, night)).toBe(night.getTime())
    expect(new Date(mayGoAt(channel, { ...outage, urgency: 'P2' }, night))).toEqual(new Date(2025, 6, 30, 7, 0))
    const noon = new Date(2025, 6, 29, 12, 0)
    expect(mayGoAt(channel, { ...outage, urgency: 'P2' }, noon)).toBe(noon.getTime())
  })
})
