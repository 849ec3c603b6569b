import { describe, expect, test } from 'vitest'
import { parsers, patterns } from '../index.generated.ts'
import { createObserver } from '../observe.ts'
import { wantedMessages } from '../wanted.ts'
import { createLineChooser, type LineChoice } from './choose-lines.ts'
import { readRecords } from './records.ts'

const CHOICE: LineChoice = { literals: ['oom-kill', 'Linux version'], opens: /oom-killer/, looksBack: /Linux version/, wholeBytes: 0 }
const choose = (lines: readonly string[], choice = CHOICE) => {
  const chooser = createLineChooser(choice, { standsAlone: (text) => /^\d/.test(text) })
  // The last line of a chunk is always read: here it is one of its own.
  const chosen = [...chooser.cut(Buffer.from(`${lines.join('\n')}\n9 last\n`)), ...chooser.end()].slice(0, -1)
  return { lines: chosen.map(({ text }) => text), numbers: chosen.map(({ number }) => number), passedOver: chooser.passedOver() }
}

test('lines that hold a text, with their numbers; the others are counted', () =>
  expect(choose(['1 a', '2 oom-kill', '', '  wrapped', '3 b'])).toEqual({ lines: ['2 oom-kill'], numbers: [2], passedOver: 2 }))
test('lines that continue it come with it', () =>
  expect(choose(['1 a', '2 oom-kill', '   x', '\ty', '3 b', '   z']).lines).toEqual(['2 oom-kill', '   x', '\ty']))
test('a wrapped line comes with the line it belongs to', () =>
  expect(choose(['1 a', '2 b', '   oom-kill', '3 c']).lines).toEqual(['2 b', '   oom-kill']))
test('a line without a prefix comes with whose words it goes on with', () =>
  expect(choose(['1 a', '2 b', 'and', 'oom-kill', '3 c']).lines).toEqual(['2 b', 'and', 'oom-kill']))
test('behind a report everything is read', () =>
  expect(choose(['1 a', '2 kvm invoked oom-killer: oom-kill', '3 b', '4 c']).lines).toEqual([
    '2 kvm invoked oom-killer: oom-kill',
    '3 b',
    '4 c',
  ]))
test('what stands before a boot is read', () =>
  expect(choose(['1 Stopping', '2 Reached target', '3 Linux version 6.8']).lines).toEqual([
    '1 Stopping',
    '2 Reached target',
    '3 Linux version 6.8',
  ]))
test('the start is read whole', () => expect(choose(['1 a', '2 b'], { ...CHOICE, wholeBytes: 1 }).lines).toEqual(['1 a', '2 b']))

const BENIGN = [
  "pvedaemon[900]: <root@pam> successful auth for user 'root@pam'",
  'sshd[4242]: Received disconnect from 10.0.0.9 port 50022:11: disconnected by user',
  'pmxcfs[801]: [dcdb] notice: data verification successful',
]
const SAID = patterns.flatMap((pattern) => pattern.samples.slice(0, 2).map((sample) => ({ sample, by: pattern.by })))
const line = (n: number, text: string) =>
  `2025-07-29T16:${String(Math.floor(n / 60) % 60).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}.000000+00:00 pve ${text}`
const LOG = SAID.flatMap(({ sample, by }, n) => [
  ...BENIGN.map((text) => line(n, text)),
  ...sample
    .split('\n')
    .map((text) => line(n, `${by === 'kernel' ? 'kernel' : by === 'anyone' ? 'app[1]' : `${by[0]!.replace('*', '')}[1]`}: ${text}`)),
])
const asJson = (text: string, n: number) => {
  const [, , ident = '', message = ''] = /^(\S+) pve ([^:[]+)(?:\[1?\d*\])?: (.*)$/s.exec(text) ?? []
  return JSON.stringify({
    __REALTIME_TIMESTAMP: String(1753804800000000 + n * 1000),
    _TRANSPORT: ident === 'kernel' ? 'kernel' : 'syslog',
    SYSLOG_IDENTIFIER: ident,
    MESSAGE: message,
  })
}

describe.each([
  ['text', LOG],
  ['JSON', LOG.map(asJson)],
])('a log of everything that is known, as %s', (_, lines) => {
  const bytes = Buffer.from(`${lines.join('\n')}\n`)
  const seen = async (choice?: LineChoice) => {
    const reader = readRecords(
      {
        file: 'x',
        side: 'host',
        content: 'text',
        async *open() {
          for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000)
        },
      },
      { zone: 'UTC', reference: null, ...(choice ? { lines: choice } : {}) },
    )
    const observer = createObserver(patterns, parsers)
    let read = 0
    for await (const batch of reader.batches)
      for (const record of batch) {
        read++
        observer.see(record)
      }
    return { observations: observer.end(), read, statistics: reader.statistics() }
  }
  test('gives the same observations when its lines are chosen', async () => {
    const whole = await seen()
    const chosen = await seen({ ...wantedMessages('host').lines, opens: undefined, wholeBytes: 0 })
    expect(whole.observations.length).toBeGreaterThan(250)
    expect(chosen.observations).toEqual(whole.observations)
    expect([chosen.statistics.records, chosen.statistics.last]).toEqual([whole.statistics.records, whole.statistics.last])
    expect(chosen.read).toBeLessThan(whole.read * 0.6)
  })
})
