import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diffBundles, inspectBundle } from './inspect.ts'
import { createBundle } from './write.ts'

const folder = mkdtempSync(join(tmpdir(), 'whydown-inspect-'))
async function make(name: string, text = 'a\n', status: 'denied' | 'missing' = 'denied') {
  const target = join(folder, name)
  const bundle = await createBundle(target)
  await bundle.add('nodes/pve/a.txt', text, { side: 'host' })
  await bundle.add('nodes/pve/b.txt', 'b\n', { side: 'host' })
  await bundle.finish({
    createdBy: 'test',
    coverage: [{ source: 'nodes/pve/smart.txt', side: 'host', status, from: null, to: null, because: 'x' }],
  })
  return target
}

test('a bundle as it was made', async () => expect((await inspectBundle(await make('whole.tar.gz'))).problems).toEqual([]))
test('what was changed, added and lost', async () => {
  const target = await make('changed')
  appendFileSync(join(target, 'nodes/pve/a.txt'), 'forged\n')
  writeFileSync(join(target, 'nodes/pve/c.txt'), 'more\n')
  rmSync(join(target, 'nodes/pve/b.txt'))
  expect((await inspectBundle(target)).problems).toEqual([
    'nodes/pve/a.txt was changed after it was collected',
    'nodes/pve/b.txt is missing',
    'nodes/pve/c.txt is not in the manifest',
  ])
})
test('what is no bundle', () => expect(inspectBundle(folder)).rejects.toThrow('is no bundle'))
test('the difference of two', async () =>
  expect(await diffBundles(await make('one'), await make('two', 'aa\n', 'missing'))).toEqual([
    '~ nodes/pve/a.txt: 2 to 3 bytes',
    '~ nodes/pve/smart.txt: denied (x), then missing (x)',
  ]))
test('no difference', async () => expect(await diffBundles(await make('p'), await make('q.tar'))).toEqual([]))
