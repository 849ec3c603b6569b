import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formats, patterns } from '../index.generated.ts'
import { readRecords } from './records.ts'

const source = (chunks: readonly Uint8Array[]) => ({
  file: 'x.log',
  side: 'host' as const,
  content: 'text' as const,
  async *open() {
    for (const chunk of chunks) yield chunk
  },
})
async function read(...chunks: (string | Uint8Array)[]) {
  const reader = readRecords(source(chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk))), {
    zone: 'UTC',
    reference: Date.UTC(2026, 0, 15),
  })
  const records = []
  for await (const record of reader.records) records.push(record)
  return { records, statistics: reader.statistics() }
}
const messages = async (...chunks: (string | Uint8Array)[]) => (await read(...chunks)).records.map((record) => record.message)

describe('what people paste', () => {
  test('CRLF, NUL tails and colours', async () =>
    expect(await messages('Jan 15 10:00:01 pve app[1]: \u001b[31mred\u001b[0m\r\nJan 15 10:00:02 pve app[1]: b\r\n\0\0\0\0')).toEqual([
      'red',
      'b',
    ]))
  test('UTF-16 with a mark', async () =>
    expect(await messages(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Jan 15 10:00:01 pve app[1]: ä\n', 'utf16le')]))).toEqual([
      'ä',
    ]))
  test('a wrapped line belongs to the line before it', async () =>
    expect(await messages('Jan 15 10:00:01 pve kernel: Mem-Info:\n  active_anon:1\n')).toEqual(['Mem-Info:\nactive_anon:1']))
  test('rows of a table are lines of their own', async () =>
    expect(
      (
        await messages(
          '      VMID NAME                 STATUS     MEM(MB)    BOOTDISK(GB) PID\n       100 a                    running    4096              32.00 1933\n       101 b                    running    4096              64.00 1801\n',
        )
      ).length,
    ).toBe(3))
  test('a year that is not printed comes from the newest date known', async () =>
    expect(new Date((await read('Dec 24 10:00:01 pve app[1]: a\n')).records[0]!.at!).getUTCFullYear()).toBe(2025))
  test('a line of ten megabytes is cut and said', async () => {
    const { records, statistics } = await read(`Jan 15 10:00:01 pve app[1]: ${'x'.repeat(10_000_000)}\nJan 15 10:00:02 pve app[1]: after\n`)
    expect(records.at(-1)!.message).toBe('after')
    expect(statistics.notes.join()).toContain('longer than 1 MiB')
  })
  test('the last line needs no line break', async () => {
    expect(await messages('Jan 15 10:00:01 pve app[1]: a\nJan 15 10:00:02 pve app[1]: b')).toEqual(['a', 'b'])
    expect(await messages('{"__REALTIME_TIMESTAMP":"1","MESSAGE":"a"}\n{"__REALTIME_TIMESTAMP":"2","MESSAGE":"b"}')).toEqual(['a', 'b'])
    expect(await messages('__REALTIME_TIMESTAMP=1\nMESSAGE=a\n\n__REALTIME_TIMESTAMP=2\nMESSAGE=b')).toEqual(['a', 'b'])
  })
  test('a number that was cut off at the end of an export is no number', async () =>
    expect((await read('__REALTIME_TIMESTAMP=1\nMESSAGE=a\n\nMESSAGE=b\n__REALTIME_TIMESTAMP=17361')).records.map(({ at }) => at)).toEqual([
      0.001,
      null,
    ]))
  test('UTF-16 without a mark, and JSON in it', async () => {
    expect(await messages(Buffer.from('Jan 15 10:00:01 pve app[1]: ä\r\nJan 15 10:00:02 pve app[1]: b\r\n', 'utf16le'))).toEqual(['ä', 'b'])
    expect(await messages(Buffer.from('\ufeff{"__REALTIME_TIMESTAMP":"1","MESSAGE":"ä"}\r\n', 'utf16le'))).toEqual(['ä'])
  })
  test('an entry of two megabytes as JSON is read whole, a broken one is said', async () => {
    const long = 'x'.repeat(2_000_000)
    const { records, statistics } = await read(
      `{"__REALTIME_TIMESTAMP":"1","MESSAGE":"${long}"}\n{"__REALTIME_TIMESTAMP":"2","MESS\n{"MESSAGE":"b"}\n`,
    )
    expect(records.map(({ message }) => message.length)).toEqual([2_000_000, 1])
    expect(statistics.notes.join()).toContain('1 lines are no whole JSON objects')
  })
  test('a field with line breaks in an export, in pieces of any size', async () => {
    const size = Buffer.alloc(8)
    size.writeBigUInt64LE(5n)
    const bytes = Buffer.concat([Buffer.from('__REALTIME_TIMESTAMP=1\nMESSAGE\n'), size, Buffer.from('a\n\nbc\nX=1\n\nMESSAGE=d\n\n')])
    for (const step of [1, 3, 7, 1000]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / step) }, (_, n) => bytes.subarray(n * step, (n + 1) * step))
      expect(await messages(...chunks)).toEqual(['a\n\nbc', 'd'])
    }
  })
  test('nothing gives nothing', async () => expect((await read('')).records).toEqual([]))
})

const LINES = fc.constantFrom(
  ...formats.flatMap((format) => format.samples),
  ...patterns.flatMap((pattern) => pattern.samples).slice(0, 200),
  '',
  '...',
  '-- Boot 0123456789abcdef0123456789abcdef --',
  '{"MESSAGE":',
  '__REALTIME_TIMESTAMP=1',
)

describe('properties', () => {
  test('no bytes make it throw', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (bytes) => void (await read(bytes))),
      { numRuns: 300 },
    ))
  test('no mixture of lines, cut anywhere, makes it throw', () =>
    fc.assert(
      fc.asyncProperty(fc.array(LINES, { maxLength: 40 }), fc.nat(), async (lines, cut) => {
        const text = Buffer.from(lines.join('\n'))
        await read(text.subarray(0, text.length === 0 ? 0 : cut % text.length))
      }),
      { numRuns: 300 },
    ))
  test('how the bytes arrive does not matter', () =>
    fc.assert(
      fc.asyncProperty(fc.array(LINES, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 50 }), async (lines, size) => {
        const bytes = Buffer.from(`${lines.join('\n')}\n`)
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size))
        expect((await read(...chunks)).records).toEqual((await read(bytes)).records)
      }),
      { numRuns: 150 },
    ))
})
