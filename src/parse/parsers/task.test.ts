import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { taskParser } from './task.ts'

const UPID = 'UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve:'
const seen = (message: string, more = {}) =>
  runParser(taskParser, [recordOf(message, { ident: 'pvedaemon', transport: 'userspace', ...more })])

test('a task that starts names type, guest and user', () => {
  const [o] = seen(`<alice@pve> starting task ${UPID}`)
  expect([o!.kind, o!.salience, o!.about.guest, o!.fields['type'], o!.fields['user']]).toEqual([
    'task.started',
    'intent',
    '102',
    'qmstop',
    'alice@pve',
  ])
})
test('a task that ends says how', () =>
  expect(seen(`<alice@pve> end task ${UPID} OK`)[0]!.fields).toMatchObject({ status: 'OK', ok: true }))
test('a failed end is not ok', () =>
  expect(seen(`<alice@pve> end task ${UPID} VM quit/powerdown failed - got timeout`)[0]!.fields['ok']).toBe(false))
test('a line of the task index has both, in UTC, whatever the zone', () => {
  const found = runParser(taskParser, [recordOf(`${UPID} 68895700 OK`)])
  expect(found.map((o) => o.kind)).toEqual(['task.started', 'task.ended'])
  expect(found[0]!.at).toBe(0x688956fc * 1000)
})
test('a token keeps its name', () =>
  expect(seen('<ci@pve!deploy> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:ci@pve!deploy:')[0]!.fields['user']).toBe(
    'ci@pve!deploy',
  ))
test('another program that quotes a task proves nothing', () => expect(seen(`saw ${UPID}`, { ident: 'myapp' })).toEqual([]))
test('the kernel does not start tasks', () =>
  expect(seen(`<alice@pve> starting task ${UPID}`, { ident: 'kernel', transport: 'kernel' })).toEqual([]))
test('a start brings a guest back', () =>
  expect(seen('<root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstart:102:root@pam:')[0]!.salience).toBe('recovery'))
test('an error line of a task log', () =>
  expect(seen('TASK ERROR: VM is locked (backup)')[0]!.fields['error']).toBe('VM is locked (backup)'))
