import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openEvidence } from './open.ts'
import { createBundle } from './write.ts'

const folder = mkdtempSync(join(tmpdir(), 'whydown-write-'))
const LINES = 'Jul 29 16:19:25 pve kernel: a\nJul 29 16:19:26 pve x: password=hunter2\n'

async function make(target: string) {
  const bundle = await createBundle(target)
  await bundle.add('nodes/pve/journal.log', LINES, {
    side: 'host',
    node: 'pve',
    zone: 'Europe/Berlin',
    coverage: { status: 'complete', from: '2025-07-29T14:00:00.000Z', to: '2025-07-29T15:00:00.000Z' },
  })
  await bundle.add('guests/maas/last.txt', Buffer.from('reboot   system boot\n'), { side: 'guest', node: 'maas', clockOffsetMs: -37_000 })
  return bundle.finish({
    createdBy: 'whydown test',
    clocks: [
      { machine: 'nodes/pve', offsetMs: 20, errorMs: 5, exchanges: 4, at: '2025-07-29T16:00:00.000Z', reference: true },
      { machine: 'guests/maas', offsetMs: -37_000, errorMs: 5, exchanges: 4, at: '2025-07-29T16:00:00.000Z' },
    ],
    commands: [{ machine: 'nodes/pve', command: 'cat', exit: 1, ended: 'exit', milliseconds: 1, bytes: 0, stderr: 'password=hunter2' }],
    coverage: [{ source: 'nodes/pve/smart.txt', side: 'host', status: 'denied', from: null, to: null, because: 'no right' }],
  })
}

describe.each(['bundle', 'bundle.tar', 'bundle.tar.gz', 'bundle.tar.zst'])('%s', (name) => {
  test('is read back as it was meant', async () => {
    const target = join(folder, name)
    await make(target)
    const opened = await openEvidence([{ path: target }])
    try {
      expect(opened.sources.map(({ side, node, zone, held, clockAheadMs }) => [side, node, zone, held?.status, clockAheadMs])).toEqual([
        ['guest', 'maas', undefined, undefined, -37_020],
        ['host', 'pve', 'Europe/Berlin', 'complete', undefined],
      ])
      expect(opened.coverage.map(({ source, status, because }) => [source.endsWith('nodes/pve/smart.txt'), status, because])).toEqual([
        [true, 'denied', 'no right'],
      ])
      expect(opened.notes.join(' ')).toMatch(/clock of guests\/maas was 37 s behind the one of nodes\/pve/)
      expect(opened.notes.join(' ')).not.toContain('sha256 differs')
    } finally {
      await opened.close()
    }
  })
})

test('no secret reaches the disk, nor the manifest', async () => {
  const target = join(folder, 'secret')
  const manifest = await make(target)
  const all = readFileSync(join(target, 'nodes/pve/journal.log'), 'utf8') + readFileSync(join(target, 'manifest.json'), 'utf8')
  expect(all).not.toContain('hunter2')
  expect(manifest.redacted).toEqual(['password'])
})
test('nobody else can read it', async () => {
  await make(join(folder, 'private'))
  expect(statSync(join(folder, 'private/nodes/pve/journal.log')).mode & 0o077).toBe(0)
})
test('the same evidence gives the same bytes, and nothing half-written stays', async () => {
  await make(join(folder, 'one.tar'))
  await make(join(folder, 'two.tar'))
  expect(readFileSync(join(folder, 'one.tar')).equals(readFileSync(join(folder, 'two.tar')))).toBe(true)
  expect(readdirSync(folder).filter((file) => file.endsWith('.part'))).toEqual([])
})
test('a place that cannot be written is said', async () => {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  await expect(createBundle(join(file, 'x'))).rejects.toThrow(`Cannot write ${join(file, 'x')}`)
})
