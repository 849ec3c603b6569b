import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MAAS } from '../store/documents.fixture.ts'
import { factSources, readFacts } from './facts.ts'

test('a bundle gives the configuration of its host, and nothing a guest says', async () => {
  const facts = await readFacts([{ path: MAAS }])
  expect(facts.map(({ origin }) => origin)).toContain('qm config 102')
  expect(facts.every(({ file }) => !file.includes('guests/'))).toBe(true)
})

test('files that hold several are taken apart; lines keep their place', () => {
  const text = 'x\n==> /etc/pve/ha/resources.cfg <==\nvm: 102\n\n# cat /etc/pve/jobs.cfg\nvzdump: a\n'
  expect(factSources({ file: 'ha.txt', text }).map(({ origin, lines }) => [origin, lines[0]!.line])).toEqual([
    ['ha.txt', 1],
    ['/etc/pve/ha/resources.cfg', 2],
    ['/etc/pve/jobs.cfg', 5],
  ])
})

test('something as large as a log is not looked at', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-facts-test-'))
  writeFileSync(join(folder, 'big.txt'), 'MemTotal: 1 kB\n'.repeat(400_000))
  expect(await readFacts([{ path: join(folder, 'big.txt'), side: 'host' }])).toEqual([])
  rmSync(folder, { recursive: true })
})
