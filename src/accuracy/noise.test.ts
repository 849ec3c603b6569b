import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accuracyCase } from './case.ts'
import { caseWithLines, readForms, withLines } from './noise.ts'

const log = {
  from: 'host',
  lines: ['Mar 04 02:11:07 pve kernel: Mem-Info:', '            active_anon:5 inactive_anon:2', 'Mar 04 02:11:08 pve kernel: x'],
}

test('lines come around and between, never inside a line that goes on, in the stamps of the log', () => {
  const { lines } = withLines(log, ['a[1]: <N> on <H>'], 40, 'seed')!
  expect(lines.length).toBe(43)
  expect(lines.filter((line) => / pve a\[1\]: \d+ on pve$/.test(line)).length).toBe(40)
  expect(lines[lines.indexOf('            active_anon:5 inactive_anon:2') - 1]).toBe(log.lines[0])
})
test('the same every time', () => expect(withLines(log, ['a[1]: <N>'], 40, 's')).toEqual(withLines(log, ['a[1]: <N>'], 40, 's')))
test('the output of a command takes none', () => expect(withLines({ from: 'host', lines: ['VMID NAME'] }, ['a[1]: x'], 9, 's')).toBeNull())
test('lines about another guest come only where one was asked about', () => {
  const forms = { host: ['a[1]: x'], guest: [], 'other-guest': ['b[1]: y'] }
  const example = (subject?: string) => accuracyCase.parse({ id: 'x', arm: 'positive', subject, truth: { cause: 'a.b' }, logs: [log] })
  const text = (subject?: string) => caseWithLines(example(subject), forms, 100)!.logs[0]!.lines.join('\n')
  expect(text('vm:1')).toContain('b[1]: y')
  expect(text()).not.toContain('b[1]: y')
})
test('our forms are lines of programs', () => {
  for (const name of ['_noise.yaml', '_decoys.yaml']) {
    const forms = readForms(join(import.meta.dirname, '../../corpus', name))
    for (const form of [...forms.host, ...forms.guest])
      expect(form).toMatch(/^[\w./-]+(?:\[(?:\d+|<N>)\])?: \S|^[\w./-]+(?:\[(?:\d+|<N>)\])?:   /)
  }
})
