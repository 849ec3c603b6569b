import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPrefilter } from './prefilter.ts'

const find = (literals: readonly (readonly string[])[], text: string): number[] => {
  const bytes = Buffer.from(text)
  return createPrefilter(literals).candidates(bytes, 0, bytes.length).toSorted()
}

describe('prefilter', () => {
  const literals = [['Out of memory: Killed'], ['I/O error', 'critical medium error'], ['kernel panic']]
  test('names the patterns whose literal occurs, at the start, inside and at the end', () => {
    expect(find(literals, 'Out of memory: Killed process 874 (kvm)')).toEqual([0])
    expect(find(literals, 'blk_update_request: critical medium error')).toEqual([1])
    expect(find(literals, 'I/O error ... Out of memory: Killed')).toEqual([0, 1])
  })
  test('ASCII case does not matter', () => {
    expect(find(literals, 'KERNEL PANIC - not syncing')).toEqual([2])
  })
  test('a literal cut by the end of the payload does not count', () => {
    const bytes = Buffer.from('kernel panic')
    expect(createPrefilter(literals).candidates(bytes, 0, bytes.length - 1)).toEqual([])
  })
  test('nothing in an ordinary line, and nothing in an empty one', () => {
    expect(find(literals, 'pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)')).toEqual([])
    expect(find(literals, '')).toEqual([])
  })
  test('a literal that is too short, or none at all, is a mistake of the pattern', () => {
    expect(() => createPrefilter([['OOM']])).toThrow('shorter than 4')
    expect(() => createPrefilter([[]])).toThrow('no literal')
  })
  test('finds exactly what a plain search finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'é'), minLength: 4, maxLength: 12 })
    const fold = (text: string): string => text.replaceAll('A', 'a')
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'é'), maxLength: 60 }),
        (patterns, text) => {
          const expected = patterns.flatMap((texts, number) =>
            texts.some((literal) => fold(text).includes(fold(literal))) ? [number] : [],
          )
          expect(find(patterns, text)).toEqual(expected)
        },
      ),
      { numRuns: 500 },
    )
  })
  test('of a chunk of objects, those that hold a literal and the compressed ones remain', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', ' '), minLength: 4, maxLength: 12 })
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', ' '), maxLength: 40 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), texts, fc.nat(7), (literals, messages, compressed) => {
        const chunk = Buffer.allocUnsafeSlow(1024).fill(0x61)
        const positions = new Int32Array(messages.length)
        let end = 0
        messages.forEach((message, n) => {
          positions[n] = end
          chunk.writeUInt32LE(n === compressed ? 0x401 : 1, end)
          chunk.writeUInt32LE(72 + message.length, end + 8)
          chunk.write(message, end + 72)
          end += Math.ceil((72 + message.length) / 8) * 8
        })
        const prefilter = createPrefilter(literals.map((literal) => [literal]))
        const expected = [...positions].filter(
          (at, n) => n === compressed || prefilter.candidates(chunk, at + 72, at + 72 + messages[n]!.length).length > 0,
        )
        const kept = prefilter.select(chunk, new Int32Array(chunk.buffer), positions, messages.length, 72)
        expect([...positions.subarray(0, kept)]).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})
