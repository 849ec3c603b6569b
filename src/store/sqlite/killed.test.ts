import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { maasDocument } from '../documents.fixture.ts'
import { inspect, killWriter, nothingYet } from './killed-writers.fixture.ts'

test('writers killed in the middle of their work, two at a time: nothing acknowledged is lost, nothing is half', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-kill-test-'))
  const store = join(folder, 'store')
  writeFileSync(join(folder, 'document.json'), JSON.stringify(await maasDocument()))
  writeFileSync(join(folder, 'evidence.log'), 'Jul 29 16:19:25 pve kernel: kvm invoked oom-killer\n')
  const promised = nothingYet()
  const writer = (name: number) => [
    join(import.meta.dirname, 'writer.fixture.ts'),
    store,
    `w${name}`,
    join(folder, 'document.json'),
    join(folder, 'evidence.log'),
  ]
  for (let round = 0; round < 3; round++)
    await Promise.all([
      killWriter(writer(round * 2), 7 + round * 23, promised),
      killWriter(writer(round * 2 + 1), 19 + round * 31, promised),
    ])
  expect(promised.incidents.size).toBeGreaterThan(0)
  expect(await inspect(store, promised)).toEqual([])
  rmSync(folder, { recursive: true })
})
