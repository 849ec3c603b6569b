import { expect, test } from 'vitest'
import type { LogRecord, Side } from '../model/index.ts'
import type { LineFormat, Parser, Pattern } from './define.ts'
import { matchPattern } from './match.ts'
import type { Observation } from '../model/index.ts'

/** A record as the readers would make it, for tests of patterns and parsers. */
export function recordOf(message: string, more: Partial<LogRecord> & { side?: Side } = {}): LogRecord {
  const { side = 'host', ...rest } = more
  return {
    source: { file: 'sample.log', side },
    line: 1,
    text: message.split('\n', 1)[0] ?? '',
    message,
    at: null,
    stamp: 'none',
    transport: 'unknown',
    ...rest,
  }
}

/** Registers the tests every pattern owes: samples match, look-alikes do not, each match holds a literal of 4 characters or more. */
export function verifyPatterns(patterns: readonly Pattern[]): void {
  for (const pattern of patterns) {
    for (const sample of pattern.samples)
      test(`${pattern.kind} knows: ${sample.slice(0, 90)}`, () => {
        const observation = matchPattern(pattern, recordOf(sample))
        expect(observation?.kind).toBe(pattern.kind)
        expect(observation?.says).not.toMatch(/\{\w+\}/)
        expect(pattern.literals.some((literal) => sample.includes(literal))).toBe(true)
      })
    for (const look of pattern.unlike ?? [])
      test(`${pattern.kind} leaves alone: ${look.slice(0, 90)}`, () => expect(matchPattern(pattern, recordOf(look))).toBeNull())
    test(`${pattern.kind} has samples and literals long enough to filter by`, () => {
      expect(pattern.samples.length).toBeGreaterThan(0)
      expect(pattern.literals.length).toBeGreaterThan(0)
      expect(pattern.literals.every((literal) => literal.length >= 4)).toBe(true)
    })
  }
}

/** Runs a parser over messages of one source and returns what it saw. */
export function runParser(parser: Parser, records: readonly LogRecord[]): Observation[] {
  const found: Observation[] = []
  const first = records[0]
  if (!first) return found
  const run = parser.start(first.source, (observation) => found.push(observation))
  for (const record of records) if (run.open || parser.literals.some((literal) => record.message.includes(literal))) run.see(record)
  run.end()
  return found
}

/** Registers the tests every line format owes: its samples parse, other lines do not, and nothing makes it throw. */
export function verifyFormat(
  format: LineFormat,
  cases: { reads: readonly (readonly [line: string, told: Record<string, unknown>])[]; leaves: readonly string[] },
): void {
  for (const sample of format.samples) test(`${format.id} reads: ${sample.slice(0, 80)}`, () => expect(format.parse(sample)).not.toBeNull())
  for (const [line, told] of cases.reads)
    test(`${format.id} takes apart: ${line.slice(0, 80)}`, () => expect(format.parse(line)).toMatchObject(told))
  for (const line of cases.leaves) test(`${format.id} leaves alone: ${line.slice(0, 80)}`, () => expect(format.parse(line)).toBeNull())
  test(`${format.id} has samples and a place in the order`, () => {
    expect(format.samples.length).toBeGreaterThan(0)
    expect(Number.isFinite(format.rank)).toBe(true)
  })
}
