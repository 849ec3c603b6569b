import { describe, expect, test } from 'vitest'
import { FailedLogins, hashSecret, isHashed, secretFits, Sessions } from './auth.ts'

describe('passwords', () => {
  test('the right one fits its hash, another one and a broken hash do not', async () => {
    const hashed = hashSecret('correct horse')
    expect(isHashed(hashed)).toBe(true)
    expect(hashed).not.toContain('correct')
    expect(await secretFits('correct horse', hashed)).toBe(true)
    expect(await secretFits('correct horse ', hashed)).toBe(false)
    expect(await secretFits('x', 'scrypt$1$x')).toBe(false)
  })
})

describe('sessions', () => {
  test('end after twelve hours and at logout; a guessed token opens nothing', () => {
    let now = 0
    const sessions = new Sessions(() => now)
    const { token, facts } = sessions.open('editor', 'ann')
    expect(sessions.of(token)).toMatchObject({ role: 'editor', name: 'ann', csrf: facts.csrf })
    expect(sessions.of('guess')).toBeNull()
    expect(sessions.of(undefined)).toBeNull()
    now = 12 * 3_600_000 + 1
    expect(sessions.of(token)).toBeNull()
    const other = sessions.open('viewer', 'bob').token
    sessions.close(other)
    expect(sessions.of(other)).toBeNull()
  })
})

describe('wrong passwords', () => {
  test('five from one address, then it waits; another address does not; a right one forgives', () => {
    let now = 1000
    const failed = new FailedLogins(() => now)
    for (let i = 0; i < 5; i++) {
      expect(failed.wait('a')).toBe(0)
      failed.failed('a')
    }
    expect(failed.wait('a')).toBe(900)
    expect(failed.wait('b')).toBe(0)
    now += 15 * 60_000 + 1
    expect(failed.wait('a')).toBe(0)
    for (let i = 0; i < 5; i++) failed.failed('a')
    failed.forgive('a')
    expect(failed.wait('a')).toBe(0)
  })
})
