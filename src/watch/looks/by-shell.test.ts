import { expect, test } from 'vitest'
import { local } from '../../collect/index.ts'
import { lookByShell } from './by-shell.ts'

const target = (name: string, program: Parameters<typeof lookByShell>[0][number]['program']) => ({
  folder: `nodes/${name}`,
  name,
  kind: 'pve' as const,
  alias: 'local',
  program,
})

test('this machine and one that is not there, in one look', async () => {
  const eyes = lookByShell(
    [
      target('here', async () => local({ sudo: false })),
      target('gone', async () => ({ command: '/bin/false', args: [], connectMs: 3000, sudo: false })),
    ],
    Date.now,
  )
  try {
    const seen = await eyes.look()
    expect(seen.nodes.map(({ name, online }) => [name, online])).toEqual([
      ['here', true],
      ['gone', false],
    ])
    expect(seen.nodes[0]!.memory!.totalKiB).toBeGreaterThan(100_000)
    expect(seen.missing.map(({ node }) => node)).toEqual(['gone'])
  } finally {
    eyes.close()
  }
})
