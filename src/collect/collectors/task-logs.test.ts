import { expect, test } from 'vitest'
import { plan } from './plan.fixture.ts'
import { taskLogs } from './task-logs.ts'

const UPID = 'UPID:pve1:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve:'

test('the folder is the last digit of the start', () =>
  expect(taskLogs.steps(plan({ tasks: [UPID] }))[0]).toMatchObject({
    with: { digit: 'C', upid: UPID },
    artifact: `tasks/${UPID.replaceAll(':', '_')}.log`,
  }))
test('no task, no question', () => expect(taskLogs.steps(plan())).toEqual([]))
