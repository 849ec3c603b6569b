import { expect, test } from 'vitest'
import { accuracyCase } from './case.ts'
import { loudestLine, runbookGreps, scoreBaseline } from './baselines.ts'

const example = (lines: string[], cause: string, from = 'host') =>
  accuracyCase.parse({ id: 'x', arm: 'positive', truth: { cause }, logs: [{ from, lines }] })
const kill = 'Mar 04 02:11:07 pve kernel: Out of memory: Killed process 2411 (kvm) total-vm:9kB'

test('the runbook greps for memory first, whatever else is there', () =>
  expect(runbookGreps.answer(example(['pve kernel: I/O error, dev sda', kill], 'x'))).toBe('memory.host-oom'))
test('the runbook does not ask who says it', () => expect(scoreBaseline(runbookGreps, example([kill], 'guest.oom', 'guest'))).toBe('wrong'))
test('the loudest line wins over the earlier quiet one', () =>
  expect(loudestLine.answer(example(['a: NIC Link is Down', 'b watchdog-mux[1]: client watchdog expired'], 'x'))).toBe('cluster.fence'))
test('nothing found is unknown, and right where there is nothing', () => {
  expect(scoreBaseline(runbookGreps, example(['a quiet line'], 'guest.hang'))).toBe('unknown')
  expect(scoreBaseline(runbookGreps, example(['a quiet line'], 'undetermined'))).toBe('right')
})
