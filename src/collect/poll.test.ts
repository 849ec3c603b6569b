import { expect, test } from 'vitest'
import { createPoll } from './poll.ts'
import { local } from './transports/local.ts'

const target = (program: Parameters<typeof createPoll>[0]['program']) => ({
  folder: 'nodes/here',
  name: 'here',
  kind: 'libvirt' as const,
  alias: 'local',
  program,
})

test('the same session is asked again and again', async () => {
  let opened = 0
  const poll = createPoll(
    target(async () => {
      opened++
      return local({ sudo: false })
    }),
  )
  try {
    for (let n = 0; n < 3; n++) expect((await poll.ask(['memory'], 10_000)).get('memory')).toMatch(/MemTotal:\s+\d+ kB/)
    expect(opened).toBe(1)
  } finally {
    poll.close()
  }
})
test('a machine that is not there is told, and asked anew the next time', async () => {
  let opened = 0
  const poll = createPoll(
    target(async () => {
      opened++
      return { command: '/bin/false', args: [], connectMs: 2000, sudo: false }
    }),
  )
  await expect(poll.ask(['memory'], 1000)).rejects.toThrow()
  await expect(poll.ask(['memory'], 1000)).rejects.toThrow()
  expect(opened).toBe(2)
})
