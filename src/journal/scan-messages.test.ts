import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { entryFields, hitEntries } from './hit-entries.ts'
import { BOOT_A, journalBytes, sampleEntries, type SampleOptions, temporaryDirectory, unpackFixture } from './journal-for-tests.ts'
import { readEntries } from './read-entries.ts'
import { type MessagePattern, scanMessages } from './scan-messages.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const path = join(directory.path, 'system.journal')
const OOM: MessagePattern = { id: 'oom-kill', literals: ['Out of memory: '], regexp: /^Out of memory: Killed process \d+ \(kvm\)/g }
const STATUS: MessagePattern = { id: 'status', literals: ['status update'], regexp: /^status update time/ }
const write = (bytes: Buffer): string[] => (writeFileSync(path, bytes), [path])
const START = 1_750_000_000_000_000

/** The same question answered entry by entry. */
const slow = (files: readonly string[], patterns: readonly MessagePattern[], options = {}): [number, string][] =>
  Array.from(readEntries(files, options)).flatMap((entry) => {
    const message = entry.get('MESSAGE') ?? ''
    return patterns
      .filter(({ regexp }) => new RegExp(regexp.source, 'i').test(message))
      .map(({ id }): [number, string] => [entry.seqnum, id])
  })
const fast = (files: readonly string[], patterns: readonly MessagePattern[], options = {}): [number, string][] =>
  hitEntries(scanMessages(files, patterns, options), options).flatMap(({ seqnum, hit }) =>
    hit.patterns.map((id): [number, string] => [seqnum, id]),
  )

describe('scanMessages', () => {
  test('a message logged often is one hit with its count', () => {
    const hits = [...scanMessages(write(journalBytes(sampleEntries(1000))), [STATUS, OOM])]
    const status = hits.filter(({ patterns }) => patterns.includes('status'))
    expect(status).toHaveLength(1)
    expect(status[0]?.count).toBe(slow([path], [STATUS]).length)
    expect(hits).toHaveLength(101)
  })
  test.each<[string, SampleOptions]>([
    ['regular', {}],
    ['compact', { compact: true }],
  ])('%s: entries of the hits are those a full reading finds', (_, options) => {
    const files = write(journalBytes(sampleEntries(1000), options))
    expect(fast(files, [STATUS, OOM])).toEqual(slow(files, [STATUS, OOM]))
  })
  test('a compressed message is tested', () => {
    const text = `Process 1 (kvm) dumped core. ${'frame '.repeat(200)}`
    const files = write(
      journalBytes([{ seqnum: 1, realtimeUs: START, monotonicUs: 1, fields: [`MESSAGE=${text}`, `OTHER=${text}`] }], { zstd: true }),
    )
    const hits = [...scanMessages(files, [{ id: 'core', literals: ['dumped core'], regexp: /dumped core/ }])]
    expect(hits.map(({ message }) => message)).toEqual([text])
  })
  test('a message larger than one read of the file is tested to its end', () => {
    const text = `${'x'.repeat(700_000)} dumped core`
    const fields = [`MESSAGE=dumped core ${text}`]
    const files = write(
      journalBytes([...sampleEntries(5), { seqnum: 6, realtimeUs: START, monotonicUs: 1, fields }, ...sampleEntries(5, { seqnum: 7 })]),
    )
    expect(
      [...scanMessages(files, [{ id: 'core', literals: ['dumped core'], regexp: /^dumped core/ }, OOM])].map(({ patterns }) => patterns),
    ).toEqual([['core']])
    expect([...readEntries(files)]).toHaveLength(11)
  })
  test('only MESSAGE counts: the same words in another field, or before the value, are no hit', () => {
    const files = write(
      journalBytes([
        {
          seqnum: 1,
          realtimeUs: START,
          monotonicUs: 1,
          fields: ['_CMDLINE=Out of memory: Killed process 1 (kvm)', 'MESSAGE_ID=Out of memory: ', 'MESSAGE=hello'],
        },
      ]),
    )
    expect([...scanMessages(files, [OOM])]).toEqual([])
  })
  test('the literal alone is no hit: the regular expression decides', () => {
    const files = write(
      journalBytes([
        { seqnum: 1, realtimeUs: START, monotonicUs: 1, fields: ['MESSAGE=read "Out of memory: Killed process 1 (kvm)" in the manual'] },
      ]),
    )
    expect([...scanMessages(files, [OOM])]).toEqual([])
  })
  test('a hit leads to all fields of its entry', () => {
    const files = write(journalBytes(sampleEntries(10)))
    const [entry] = hitEntries(scanMessages(files, [OOM]))
    expect(entry).toMatchObject({ seqnum: 10, realtimeUs: START + 9_000_000, monotonicUs: 10_000_000, bootId: BOOT_A })
    expect(entryFields(entry!)?.get('_TRANSPORT')).toEqual(['kernel'])
  })
  test('a window finds messages first used in it and messages used again in it', () => {
    const files = write(journalBytes(sampleEntries(5000)))
    const window = { sinceUs: START + 3000_000_000, untilUs: START + 3100_000_000 }
    const found = fast(files, [STATUS, OOM], window)
    expect(found).toEqual(slow(files, [STATUS, OOM], window))
    expect(found.length).toBeGreaterThan(20)
  })
  test('two files: in the order of the entries, not of the names; copies once', () => {
    const later = join(directory.path, 'a.journal')
    const earlier = join(directory.path, 'b.journal')
    writeFileSync(later, journalBytes(sampleEntries(20, { seqnum: 21, realtimeUs: START + 20_000_000, monotonicUs: 21_000_000 })))
    writeFileSync(earlier, journalBytes(sampleEntries(20)))
    writeFileSync(path, journalBytes(sampleEntries(20)))
    expect(fast([later, earlier, path], [OOM])).toEqual([10, 20, 30, 40].map((seqnum) => [seqnum, 'oom-kill']))
  })
  test('a limit per message keeps the oldest in the window', () => {
    const entries = hitEntries(scanMessages(write(journalBytes(sampleEntries(100))), [STATUS]), {
      sinceUs: START + 30_000_000,
      limitPerMessage: 2,
    })
    expect(entries.map(({ seqnum }) => seqnum)).toEqual([31, 34])
  })
  test('a real journal: the kernel killed one kvm', () => {
    const into = join(directory.path, 'real')
    mkdirSync(into)
    const entries = hitEntries(scanMessages(unpackFixture('unclean-stop', into), [OOM]))
    expect(entries.map(({ hit }) => hit.message.slice(0, 40))).toEqual(['Out of memory: Killed process 874 (kvm) '])
    expect(entryFields(entries[0]!)?.get('_TRANSPORT')).toEqual(['kernel'])
  })
})

describe('damage', () => {
  test.each([
    ['cut at 60 %', (bytes: Buffer) => bytes.subarray(0, bytes.length * 0.6)],
    ['header counters and offsets zeroed', (bytes: Buffer) => bytes.fill(0, 88, 208)],
    ['a hole of zeros', (bytes: Buffer) => bytes.fill(0, 100_000, 165_536)],
    ['last part zeros', (bytes: Buffer) => bytes.fill(0, Math.floor(bytes.length * 0.7))],
  ])('%s: still every entry that a full reading finds', (_, damage) => {
    const files = write(damage(Buffer.from(journalBytes(sampleEntries(2000)))))
    const expected = slow(files, [OOM])
    expect(expected.length).toBeGreaterThan(80)
    expect(fast(files, [OOM])).toEqual(expected)
  })
  test('an index that leads to the wrong entry is not believed', () => {
    const bytes = journalBytes(sampleEntries(50))
    const [hit] = scanMessages(write(bytes), [OOM])
    const [other] = readEntries([path])
    bytes.writeBigUInt64LE(BigInt(other!.offset), hit!.offset + 40)
    write(bytes)
    expect(hitEntries([hit!]).map(({ seqnum }) => seqnum)).toEqual([10])
  })
  test('no bytes make it throw', () => {
    const small = journalBytes(sampleEntries(25), { zstd: true })
    const edits = fc.array(fc.record({ at: fc.integer({ min: 8, max: small.length - 1 }), byte: fc.nat(255) }), { maxLength: 20 })
    fc.assert(
      fc.property(edits, (changes) => {
        const bytes = Buffer.from(small)
        for (const { at, byte } of changes) bytes[at] = byte
        write(bytes)
        for (const { hit } of hitEntries(scanMessages([path], [OOM, STATUS]))) expect(hit.patterns).toHaveLength(1)
      }),
      { numRuns: 200 },
    )
  })
})
