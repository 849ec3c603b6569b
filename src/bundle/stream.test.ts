import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { BundleManifest } from '../model/index.ts'
import { unpackStream } from './stream.ts'

const W = 'w0123456789abcdef'
const meta = (id: number, told: object) => `\n${W} meta ${id} ${JSON.stringify(told)}\n`
const frame = (id: number, content: string, exit: number | null = 0, stderr = '') =>
  `\n${W} begin ${id}\n${content}${exit === null ? '' : `\n${W} rc ${exit}\n${stderr}\n`}\n${W} end ${id}\n`

async function unpack(body: string) {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-stream-'))
  async function* bytes() {
    const all = Buffer.from(
      `Debian GNU/Linux\nwhydown.stream/v1 ${W}\n\n${W} machine nodes pve1\n\n${W} zone Europe/Berlin\n\n${W} at 1753831165\n${body}`,
    )
    for (let at = 0; at < all.length; at += 37) yield all.subarray(at, at + 37)
  }
  const members = await unpackStream(bytes(), folder)
  return {
    names: members.map(({ name }) => name),
    manifest: JSON.parse(readFileSync(members.at(-1)!.path, 'utf8')) as BundleManifest,
    folder,
  }
}

test('files, what gave nothing, and whether it is whole', async () => {
  const { names, manifest } = await unpack(
    meta(1, { artifact: 'memory.txt', use: 'memory', holds: 'state' }) +
      frame(1, 'MemTotal: 1 kB\n') +
      meta(2, { artifact: 'thin-pools.txt', use: 'thin-pools', holds: 'state' }) +
      frame(2, '', null) +
      meta(3, { artifact: 'access.log', use: 'pve-access', holds: 'list' }) +
      frame(3, '', 1, 'Permission denied') +
      `\n${W} done\n`,
  )
  expect(names).toEqual(['nodes/pve1/memory.txt', 'manifest.json'])
  expect(manifest).toMatchObject({ zone: 'Europe/Berlin', createdAt: '2025-07-29T23:19:25.000Z' })
  expect(manifest.partial).toBeUndefined()
  expect(manifest.coverage?.map(({ source, status, because }) => [source, status, because])).toEqual([
    ['nodes/pve1/thin-pools.txt', 'missing', 'it did not answer in time'],
    ['nodes/pve1/access.log', 'denied', 'Permission denied'],
  ])
})
test('the silence of a journal counts from its oldest boot', async () => {
  const { manifest } = await unpack(
    meta(1, { artifact: 'boots.json', use: 'boots', holds: 'list' }) +
      frame(1, '[{"index":0,"boot_id":"ab","first_entry":1753831000000000,"last_entry":1753831160000000}]\n') +
      meta(2, { artifact: 'journal.ndjson', use: 'journal-whole', holds: 'span', lines: 10_000 }) +
      `\n${W} span 2 1753830000 1753831165\n` +
      frame(2, '{"__REALTIME_TIMESTAMP":"1753831001000000","MESSAGE":"x"}\n'),
  )
  expect(manifest.artifacts.find(({ path }) => path.endsWith('journal.ndjson'))?.coverage).toMatchObject({
    status: 'complete',
    from: '2025-07-29T23:16:40.000Z',
    to: '2025-07-29T23:19:25.000Z',
  })
  expect(manifest.partial).toBe(true)
})
test('a path cannot lead out', async () => {
  const { names, folder } = await unpack(meta(1, { artifact: '../../../../etc/x', use: 'memory', holds: 'state' }) + frame(1, 'x\n'))
  expect(names.length).toBe(2)
  expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toContain('nodes/pve1')
})
