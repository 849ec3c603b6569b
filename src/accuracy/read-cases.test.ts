import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCases } from './read-cases.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whydown-cases-'))
  await mkdir(join(folder, 'memory/host-oom'), { recursive: true })
  await writeFile(
    join(folder, 'memory/host-oom/a.yaml'),
    'arm: positive\ntruth:\n  cause: memory.host-oom\nlogs:\n  - from: host\n    text: |\n      one\n      two\n',
  )
  await writeFile(join(folder, 'memory/host-oom/_noise.yaml'), 'x: 1\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('path, folder and lines make the case', async () =>
  expect(await readCases(folder)).toMatchObject([
    { id: 'memory/host-oom/a', about: 'memory.host-oom', arm: 'positive', logs: [{ from: 'host', lines: ['one', 'two'] }] },
  ]))
test('a file that is no case is said, with its path', async () => {
  await writeFile(join(folder, 'memory/host-oom/b.yaml'), 'arm: positive\nlogs: []\n')
  await expect(readCases(folder)).rejects.toThrow(/b\.yaml is not a case/)
  await rm(join(folder, 'memory/host-oom/b.yaml'))
})
test('every case of our corpus is well-formed', async () =>
  expect((await readCases(join(import.meta.dirname, '../../corpus'))).length).toBeGreaterThanOrEqual(60))
