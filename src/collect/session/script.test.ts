import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { prelude, quote, roundScript } from './script.ts'

test('a word of the shell holds anything', () => {
  const nasty = `a'b"c$(id)\`x\`\\ \n;`
  expect(execFileSync('sh', ['-c', `printf %s ${quote(nasty)}`], { encoding: 'utf8' })).toBe(nasty)
})
test('slow steps go on the other stream', () => {
  const script = roundScript([
    { id: '0', seconds: 2, bytes: 10, run: 'date', lane: 1 },
    { id: '1', seconds: 2, bytes: 10, run: 'sleep 1', lane: 2 },
  ])
  expect(script).toMatch(/\{ run 1 2 10 'sleep 1' ''\n.*\} >&2 &\nrun 0 2 10 'date' ''\nwait\n/s)
})
test.each(['dash', 'bash'])('%s takes it', (shell) => {
  const script = prelude('w1', true) + roundScript([{ id: '0', seconds: 2, bytes: 10, run: 'true', lane: 1 }])
  expect(() => execFileSync(shell, ['-n'], { input: script })).not.toThrow()
})

test.each(['dash', 'bash'])('what did not answer once is not asked again, in %s', (shell) => {
  const step = (id: string, run: string, waitsFor?: readonly string[]) => ({
    id,
    seconds: 1,
    bytes: 10,
    run,
    lane: 1 as const,
    ...(waitsFor && { waitsFor }),
  })
  const steps = [
    step('0', 'echo a', ['cluster']),
    step('1', 'sleep 5', ['cluster']),
    step('2', 'echo b', ['pvesh', 'cluster']),
    step('3', 'echo c'),
  ]
  const said = execFileSync(shell, { input: prelude('w1', false) + roundScript(steps), encoding: 'utf8' })
  expect(said).toMatch(/begin 0\na/)
  expect(said).toMatch(/begin 2\n\nw1 rc 125\nnot asked: cluster did not answer before\n\nw1 end 2/)
  expect(said).toMatch(/begin 3\nc/)
})
