import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  BOOT_A,
  BOOT_B,
  journalBytes,
  type SampleEntry,
  sampleEntries,
  type SampleOptions,
  temporaryDirectory,
  unpackFixture,
} from './journal-for-tests.ts'
import { readEntries } from './read-entries.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
let number = 0
const file = (entries: readonly SampleEntry[], options?: SampleOptions): string => {
  const path = join(directory.path, `${number++}.journal`)
  writeFileSync(path, journalBytes(entries, options))
  return path
}
const entry = (seqnum: number, realtimeUs: number, monotonicUs: number, bootId: string, message: string): SampleEntry => ({
  seqnum,
  realtimeUs,
  monotonicUs,
  bootId,
  fields: [`MESSAGE=${message}`],
})
const messages = (paths: readonly string[], options?: Parameters<typeof readEntries>[1]): (string | undefined)[] =>
  Array.from(readEntries(paths, options), (found) => found.get('MESSAGE'))

describe('layouts', () => {
  const long = `MESSAGE=${'a long coredump text '.repeat(60)}`
  const entries = sampleEntries(40).map((sample, i) => (i === 20 ? { ...sample, fields: [...sample.fields.slice(0, 2), long] } : sample))
  test.each([
    ['regular', {}],
    ['compact', { compact: true }],
    ['regular, zstd', { zstd: true }],
    ['compact, zstd', { compact: true, zstd: true }],
  ])('%s', (_, options) => {
    const found = [...readEntries([file(entries, options)])]
    expect(found.map(({ seqnum, realtimeUs, monotonicUs, bootId }) => ({ seqnum, realtimeUs, monotonicUs, bootId }))).toEqual(
      entries.map(({ fields: _fields, ...stamp }) => stamp),
    )
    expect(found.map(({ fields }) => [...fields].map(([name, values]) => `${name}=${values[0]}`).sort())).toEqual(
      entries.map((sample) => [...sample.fields, `_BOOT_ID=${BOOT_A}`].sort()),
    )
  })
  test('LZ4, as systemd 246 and older wrote it', () => {
    const block = Buffer.from('9f4d4553534147453d610100ffff41506161616161', 'hex')
    const size = Buffer.alloc(8)
    size.writeBigUInt64LE(608n)
    const store: SampleOptions['store'] = (payload) =>
      payload === 'MESSAGE=LZ4' ? { bytes: Buffer.concat([size, block]), flags: 2 } : { bytes: Buffer.from(payload), flags: 0 }
    expect(messages([file([entry(1, 5, 1, BOOT_A, 'LZ4')], { store })])).toEqual(['a'.repeat(600)])
  })
  test('a field that cannot be decompressed is counted, the others are read', () => {
    const store: SampleOptions['store'] = (payload) => ({ bytes: Buffer.from(payload), flags: payload.startsWith('MESSAGE=') ? 1 : 0 })
    const [found] = readEntries([file([{ ...entry(1, 5, 1, BOOT_A, 'XZ'), fields: ['MESSAGE=XZ', 'PRIORITY=3'] }], { store })])
    expect(found?.unreadFields).toBe(1)
    expect(found?.get('PRIORITY')).toBe('3')
    expect(found?.get('MESSAGE')).toBeUndefined()
  })
  test('a field with several values keeps them all', () => {
    const [found] = readEntries([file([{ ...entry(1, 5, 1, BOOT_A, 'x'), fields: ['A=1', 'A=2', 'B=a=b'] }])])
    expect(found?.fields.get('A')).toEqual(['1', '2'])
    expect(found?.fields.get('B')).toEqual(['a=b'])
  })
})

describe('order of several files', () => {
  test('one numbering: by seqnum, although the wall clock went back', () => {
    const a = file([entry(1, 900, 10, BOOT_A, 'first'), entry(3, 100, 30, BOOT_A, 'third')])
    const b = file([entry(2, 800, 20, BOOT_A, 'second'), entry(4, 200, 40, BOOT_A, 'fourth')])
    expect(messages([b, a])).toEqual(['first', 'second', 'third', 'fourth'])
  })
  test('two numberings, one boot: by the boot clock', () => {
    const a = file([entry(50, 900, 10, BOOT_A, 'first'), entry(51, 900, 30, BOOT_A, 'third')])
    const b = file([entry(7, 100, 20, BOOT_A, 'second')], { seqnumId: 'e'.repeat(32) })
    expect(messages([a, b])).toEqual(['first', 'second', 'third'])
  })
  test('two numberings, two boots: by the wall clock', () => {
    const a = file([entry(50, 900, 10, BOOT_A, 'later')])
    const b = file([entry(70, 100, 20, BOOT_B, 'earlier')], { seqnumId: 'e'.repeat(32) })
    expect(messages([a, b])).toEqual(['earlier', 'later'])
  })
  test('the same file collected twice gives its entries once', () => {
    const samples = sampleEntries(20)
    expect(messages([file(samples), file(samples)])).toHaveLength(20)
  })
  test('two equal messages of one file are two entries', () => {
    expect(messages([file([entry(1, 5, 1, BOOT_A, 'same'), entry(2, 5, 1, BOOT_A, 'same')])])).toEqual(['same', 'same'])
  })
})

describe('choosing', () => {
  const paths = [file(sampleEntries(30))]
  test('both ends of a window belong to it', () => {
    expect(messages(paths, { sinceUs: 1_750_000_009_000_000, untilUs: 1_750_000_011_000_000 })).toHaveLength(3)
  })
  test('match: all named fields, any of the values', () => {
    expect(messages(paths, { match: { _TRANSPORT: ['kernel', 'audit'], PRIORITY: ['3'] } })).toHaveLength(3)
    expect(messages(paths, { match: { _TRANSPORT: ['kernel'], PRIORITY: ['6'] } })).toEqual([])
    expect(messages(paths, { match: { NOT_THERE: ['1'] } })).toEqual([])
  })
  test('files that are not there or not journals give nothing', () => {
    const text = join(directory.path, 'syslog.journal')
    writeFileSync(text, 'Jun 01 12:00:00 pve1 kernel: hello\n')
    expect(messages([join(directory.path, 'absent.journal'), text, directory.path])).toEqual([])
  })
})

/** What journalctl says about the same files: every field of every entry. */
function journalctl(paths: readonly string[]): string[] | null {
  try {
    const text = execFileSync('journalctl', ['-o', 'json', '--all', '-q', '-D', dirname(paths[0]!)], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return text
      .trimEnd()
      .split('\n')
      .map((line) => canonical(Object.entries(JSON.parse(line) as Record<string, unknown>)))
  } catch {
    return null
  }
}
const canonical = (fields: [string, unknown][]): string =>
  JSON.stringify(
    fields
      .filter(([name]) => !/^__(?:REALTIME|MONOTONIC)/.test(name))
      .map(([name, value]) => `${name}=${plain(value)}`)
      .sort(),
  )
const plain = (value: unknown): string => {
  if (!Array.isArray(value)) return String(value)
  return typeof value[0] === 'number' ? Buffer.from(value as number[]).toString() : value.map(plain).sort().join('|')
}

describe('real journals', () => {
  test.each([
    ['clean-poweroff', 1301],
    ['unclean-stop', 1644],
  ])('%s: every field as journalctl prints it', (name, count) => {
    const into = join(directory.path, name)
    mkdirSync(into)
    const paths = unpackFixture(name, into)
    const ours = Array.from(readEntries(paths), ({ cursor, fields }) =>
      canonical([
        ['__CURSOR', cursor],
        ...[...fields].map(([key, values]): [string, unknown] => [key, values.length === 1 ? values[0] : values]),
      ]),
    )
    expect(ours).toHaveLength(count)
    const theirs = journalctl(paths)
    if (theirs !== null) expect(ours).toEqual(theirs)
  })
})
