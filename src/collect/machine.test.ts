import { expect, test } from 'vitest'
import { plan } from './collectors/plan.fixture.ts'
import { collectors } from './index.generated.ts'
import { createMachine, stepsFor } from './machine.ts'
import { local } from './transports/local.ts'

test('what expires first is asked first', () => {
  const asked = stepsFor(collectors, 'evidence', plan({ tasks: ['UPID:pve1:0000D431:0012F0AA:688956FC:qmstop:102:root@pam:'] })).map(
    ({ step }) => step.use,
  )
  expect(asked.indexOf('pve-rrd-node')).toBeLessThan(asked.indexOf('journal-whole'))
  expect(asked.indexOf('journal-whole')).toBeLessThan(asked.indexOf('pve-config'))
})
test('a guest is not asked for what only a node has', () =>
  expect(stepsFor(collectors, 'triage', plan({ kind: 'guest' })).some(({ step }) => step.use.startsWith('pve-'))).toBe(false))

test('everything that is sent is noted, with how it ended', async () => {
  const machine = createMachine({
    folder: 'nodes/x',
    name: 'x',
    kind: 'pve',
    alias: 'local',
    program: () => Promise.resolve(local({ sudo: false })),
  })
  expect(await machine.connect()).toBe(true)
  await machine.ask([{ step: { use: 'memory', artifact: 'memory.txt', holds: 'state' }, needs: 'any' }], Date.now() + 9000)
  machine.close()
  expect(machine.text('memory.txt')).toContain('MemTotal:')
  expect(machine.commands).toEqual([
    expect.objectContaining({ machine: 'nodes/x', artifact: 'nodes/x/memory.txt', exit: 0, ended: 'exit', limitSeconds: 3 }),
  ])
})
test('a machine that cannot be reached says why and what to do', async () => {
  const machine = createMachine({
    folder: 'nodes/x',
    name: 'x',
    kind: 'pve',
    alias: 'x',
    program: () => Promise.resolve({ command: 'sh', args: ['-c', 'echo Connection refused >&2; exit 255'], connectMs: 2000, sudo: false }),
  })
  expect(await machine.connect()).toBe(false)
  expect(machine.trouble?.because).toBe('x refuses connections')
})
