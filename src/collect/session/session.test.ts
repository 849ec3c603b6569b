import { afterAll, describe, expect, test } from 'vitest'
import { openSession } from './session.ts'

const open: { close(): void }[] = []
const session = (command = 'sh', args: readonly string[] = ['-s']) => {
  const one = openSession({ command, args, connectMs: 5000, sudo: false })
  open.push(one)
  return one
}
afterAll(() => open.forEach((one) => one.close()))

const step = (id: string, run: string, seconds = 2, bytes = 1000, lane: 1 | 2 = 1) => ({ id, run, seconds, bytes, lane })
async function ask(steps: ReturnType<typeof step>[], shell = 'sh', deadlineMs = 20_000) {
  const one = session(shell)
  await one.ready
  const out: Record<string, string> = {}
  const results = await one.run(steps, (id, bytes) => (out[id] = (out[id] ?? '') + Buffer.from(bytes).toString()), Date.now() + deadlineMs)
  return { out, how: results.map(({ ended, exit }) => (ended === 'exit' ? exit : ended)), stderr: results.map(({ stderr }) => stderr) }
}

describe.each(['dash', 'bash'])('%s', (shell) => {
  test('output, exit code and errors are kept apart', async () => {
    const { out, how, stderr } = await ask([step('a', 'echo out; echo err >&2; exit 3'), step('b', 'printf x', 2, 9, 2)], shell)
    expect([out, how, stderr]).toEqual([{ a: 'out\n', b: 'x' }, [3, 0], ['err', '']])
  })
  test('what does not end is ended, and the next is asked', async () => {
    const { out, how } = await ask([step('a', 'sleep 60', 1), step('b', 'echo next')], shell)
    expect([how, out]).toEqual([[124, 0], { b: 'next\n' }])
  })
  test('what says too much is cut', async () =>
    expect((await ask([step('a', 'yes', 2, 100), step('b', 'true')], shell)).how).toEqual(['cut', 0]))
})

test('a command reads nothing of the script', async () =>
  expect((await ask([step('a', 'cat'), step('b', 'echo b')])).out).toEqual({ b: 'b\n' }))
test('a machine that dies in the middle: what came is kept, what did not is told', async () => {
  const one = session('timeout', ['-s', 'KILL', '1', 'sh', '-s'])
  await one.ready
  let out = ''
  const results = await one.run(
    [step('a', 'echo first'), step('b', 'sleep 3', 5), step('c', 'echo never')],
    (_, bytes) => (out += Buffer.from(bytes).toString()),
    Date.now() + 9000,
  )
  expect([out, results.map(({ ended }) => ended)]).toEqual(['first\n', ['exit', 'gone', 'gone']])
})
test('the deadline ends the asking', async () =>
  expect((await ask([step('a', 'sleep 5', 5), step('b', 'echo b')], 'sh', 300)).how).toEqual(['hung', 'not-reached']))
test('the clock of this machine is right within the error', async () => {
  const one = session()
  await one.ready
  const clock = (await one.clock(3))!
  expect(Math.abs(clock.offsetMs)).toBeLessThanOrEqual(clock.errorMs + 2)
  expect(clock.exchanges).toBe(3)
})
test('a program that fails says why', async () => {
  await expect(session('sh', ['-c', 'echo "Host key verification failed." >&2; exit 255']).ready).rejects.toThrow(
    'Host key verification failed.',
  )
  await expect(session('/no/such/program').ready).rejects.toThrow('ENOENT')
})
