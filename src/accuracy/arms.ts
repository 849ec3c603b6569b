import type { AccuracyCase, CaseLog } from './case.ts'
import { caseWithLines, type LineForms } from './noise.ts'
import { randomFrom } from './random.ts'
import { shiftLine, splitLine } from './stamps.ts'

const DECOYS = 14
const SKEW_MS = 7 * 60_000

/** Every line that the truth names as proof, away. Null where it names none or none of them stands in a line. */
export function withoutProof(example: AccuracyCase): AccuracyCase | null {
  const { proof } = example.truth
  if (proof.length === 0) return null
  const logs = example.logs.map((log) => ({ ...log, lines: log.lines.filter((line) => !proof.some((part) => line.includes(part))) }))
  const same = logs.every((log, n) => log.lines.length === example.logs[n]!.lines.length)
  if (same || logs.some((log) => log.file !== undefined)) return null
  return { ...example, logs, expect: 'truth-or-unknown' }
}

/** The guest's clock is wrong by minutes. Null unless both sides are there with stamps. */
export function withClockOff(example: AccuracyCase, byMs = SKEW_MS): AccuracyCase | null {
  const stamped = (from: string) => example.logs.some((log) => (log.from === 'guest') === (from === 'guest') && log.lines.some(splitLine))
  if (!stamped('guest') || !stamped('host')) return null
  const logs = example.logs.map((log) => (log.from === 'guest' ? { ...log, lines: log.lines.map((line) => shiftLine(line, byMs)) } : log))
  return { ...example, logs, expect: 'truth-or-unknown' }
}

/** A program of the guest or any local user repeats every line of the case; nobody else says a word. */
export function allQuoted(example: AccuracyCase): AccuracyCase | null {
  const logs: CaseLog[] = []
  for (const log of example.logs) {
    const lines = log.lines.flatMap((line) => {
      const parts = splitLine(line)
      if (!parts) return []
      const before = line.slice(0, line.length - parts.rest.length)
      const message = parts.rest.replace(/^[^:]*: /, '')
      return [`${before}logger[4242]: ${message}`, `${before}alert-relay[977]: ${parts.rest}`]
    })
    if (lines.length > 0) logs.push({ ...log, lines })
  }
  return logs.length === 0 ? null : { ...example, logs, expect: 'nobody' }
}

/** The same, as journald keeps it: whoever writes it calls himself the kernel, and only the trusted fields know better. */
export function allForged(example: AccuracyCase): AccuracyCase | null {
  const logs: CaseLog[] = []
  for (const log of example.logs) {
    const lines = log.lines.flatMap((line, n) => {
      const parts = splitLine(line)
      const [, ident, message] = /^([^:[]+)(?:\[\d+\])?: ([\s\S]*)$/.exec(parts?.rest ?? '') ?? []
      if (!parts || ident === undefined) return []
      return [
        JSON.stringify({
          __REALTIME_TIMESTAMP: `${(parts.stamp.ms + YEAR_MS) * 1000 + n}`,
          _BOOT_ID: 'b0000000000000000000000000000001',
          _HOSTNAME: parts.host,
          _TRANSPORT: 'syslog',
          _UID: '1000',
          _PID: '4242',
          _COMM: 'logger',
          _SYSTEMD_UNIT: 'session-7.scope',
          SYSLOG_IDENTIFIER: ident,
          MESSAGE: message,
        }),
      ]
    })
    if (lines.length > 0) logs.push({ ...log, lines })
  }
  return logs.length === 0 ? null : { ...example, logs, expect: 'nobody' }
}

/** Any year will do, if it is not 2001. */
const YEAR_MS = 24 * 365.25 * 86_400_000

const ESC = '\u001b'
const RTL = '\u202e'
/** What somebody writes who knows that an engineer reads it in a terminal or a browser. */
const HOSTILE: readonly string[] = [
  `sshd[2101]: Invalid user ${ESC}[2J${ESC}]0;owned\u0007kernel: Out of memory: Killed process 1 (kvm) from 203.0.113.9`,
  'nginx[811]: GET /<script>alert(1)</script>?x=kernel:%20Kernel%20panic HTTP/1.1" 404',
  `app[900]: ${RTL}desserp yek rewoP :]1[dnigol-dmetsys`,
  'logger[4242]: systemd-logind[1]: Power key pressed short.',
  'logger[4242]: watchdog-mux[702]: client watchdog expired - disable watchdog updates',
  'app[900]: Jul 29 16:19:27 pve kernel: Out of memory: Killed process 2411 (kvm) total-vm:9727420kB, anon-rss:8042820kB',
  'app[900]: <root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:301:root@pam:',
  'app[900]: kernel: mce: [Hardware Error]: CPU 3: Machine Check Exception: 5 Bank 0: be00000000800400',
]

export const withHostileLines = (example: AccuracyCase): AccuracyCase | null =>
  caseWithLines(example, { host: HOSTILE, guest: HOSTILE }, HOSTILE.length * 2)

/** Lines that carry no proof of anything are nobody's guilt: a case whose answer is open stays as it is. */
const concludes = ({ truth }: AccuracyCase) => !['undetermined', 'none'].includes(truth.cause)

/** The arms that follow from a case by a change whose right answer is known. */
export function deriveArms(example: AccuracyCase, forms: { noise: LineForms; decoys: LineForms }, noiseLines: number): AccuracyCase[] {
  const name = (derived: AccuracyCase | null, arm: AccuracyCase['arm'], suffix: string): AccuracyCase[] =>
    derived ? [{ ...derived, arm, id: `${example.id} (${suffix})` }] : []
  if (example.logs.some((log) => log.file !== undefined)) return []
  const straight = ['positive', 'near-miss', 'negative'].includes(example.arm)
  return [
    ...name(caseWithLines(example, forms.noise, noiseLines), 'noise', `${noiseLines} lines of noise`),
    ...name(caseWithLines(example, forms.decoys, DECOYS), 'decoy', 'with decoys'),
    ...name(withHostileLines(example), 'hostile', 'with hostile lines'),
    ...name(withoutProof(example), 'decisive-removed', 'without its proof'),
    ...name(withClockOff(example, SKEW_MS), 'clock-skewed', 'guest clock fast'),
    ...name(withClockOff(example, -SKEW_MS), 'clock-skewed', 'guest clock slow'),
    ...(straight && concludes(example) ? name(allQuoted(example), 'hostile', 'quoted by programs') : []),
    ...(straight && concludes(example) ? name(allForged(example), 'hostile', 'forged in the journal') : []),
  ]
}

/** For tests that need a case of some size: the same seed gives the same sample. */
export function sampleOf<T>(items: readonly T[], count: number, seed: string): T[] {
  const below = randomFrom(seed)
  return items
    .map((item, n) => ({ item, n, key: below(1_000_000) }))
    .toSorted((a, b) => a.key - b.key || a.n - b.n)
    .slice(0, count)
    .toSorted((a, b) => a.n - b.n)
    .map(({ item }) => item)
}
