import { describe, expect, test } from 'vitest'
import type { LogRecord, Observation, Side } from '../model/index.ts'
import { createObserver, parsers, patterns } from '../parse/index.ts'
import { resolveEntities } from '../timeline/index.ts'
import type { CauseDefinition, Finding } from './define.ts'
import { findCause } from './find.ts'

/**
 * A case for a cause: messages with their program, as `kernel: Out of memory: …` or `systemd[1]: 102.scope: …`, or pasted
 * without any. An optional leading `HH:MM:SS ` gives the time; without it lines are one second apart.
 */
export interface CauseCase {
  readonly name: string
  readonly host?: readonly string[]
  readonly guest?: readonly string[]
}

/** `onboot: 1` and `MemTotal: 4 kB` are no programs: those carry a pid, the kernel does not. */
const PREFIXED = /^(?:(\d\d):(\d\d):(\d\d) )?(?:(kernel(?=: )|[A-Za-z][\w.@/()-]*(?: worker)?(?=\[))(?:\[(\d+)\])?: )?([\s\S]*)$/
const DAY = Date.UTC(2026, 0, 15)

/** Records as the readers would make them from lines of one machine. */
export function recordsOf(lines: readonly string[], side: Side, node: string): LogRecord[] {
  return lines.map((text, n) => {
    const [, hour, minute, second, ident, pid, message = text] = PREFIXED.exec(text) ?? []
    const at = hour === undefined ? DAY + 36_000_000 + n * 1000 : DAY + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000
    return {
      source: { file: `${node}.log`, side, node },
      line: n + 1,
      text,
      message: ident === undefined ? text.replace(/^\d\d:\d\d:\d\d /, '') : message,
      at,
      stamp: 'local',
      host: node,
      ...(ident === undefined ? {} : { ident }),
      ...(pid === undefined ? {} : { pid: Number(pid) }),
      transport: ident === undefined ? 'unknown' : ident === 'kernel' && pid === undefined ? 'kernel' : 'userspace',
    } satisfies LogRecord
  })
}

/** Observations of a case, sorted and with their entities resolved, as the diagnosis sees them. */
export function observeCase(example: CauseCase): Observation[] {
  const observer = createObserver(patterns, parsers)
  for (const record of recordsOf(example.host ?? [], 'host', 'pve')) observer.see(record)
  for (const record of recordsOf(example.guest ?? [], 'guest', 'guest')) observer.see(record)
  return resolveEntities(observer.end().toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)))
}

const strong = (findings: readonly Finding[]) => findings.filter((finding) => finding.decisive.length > 0)

/** Registers the tests every cause owes. `weak`: only supporting signals, so it must not be concluded. */
export function verifyCause(
  cause: CauseDefinition,
  cases: { supported: readonly CauseCase[]; weak?: readonly CauseCase[]; silent: readonly CauseCase[] },
): void {
  describe(cause.id, () => {
    for (const example of cases.supported)
      test(`supported: ${example.name}`, () => {
        const found = strong(findCause(cause, observeCase(example)))
        expect(found.length, 'a decisive finding').toBeGreaterThan(0)
        const because = cause.because(found[0]!)
        expect(because.length).toBeGreaterThan(20)
        expect(because).not.toMatch(/undefined|NaN|\[object/)
      })
    for (const example of cases.weak ?? [])
      test(`weak: ${example.name}`, () => {
        const found = findCause(cause, observeCase(example))
        expect(found.length).toBeGreaterThan(0)
        expect(strong(found)).toEqual([])
      })
    for (const example of cases.silent)
      test(`silent: ${example.name}`, () => expect(strong(findCause(cause, observeCase(example)))).toEqual([]))
    test('has cases for and against, words, remedies and what would settle it', () => {
      expect(cases.supported.length).toBeGreaterThan(0)
      expect(cases.silent.length).toBeGreaterThan(0)
      expect(cause.doc.length).toBeGreaterThan(80)
      expect(cause.remedies.length).toBeGreaterThan(0)
      expect(cause.settle.length).toBeGreaterThan(0)
    })
  })
}
