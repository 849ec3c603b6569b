import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openEvidence } from '../bundle/index.ts'
import { offlineScript } from './offline.ts'

const script = offlineScript({ id: '102', kind: 'vm' }, { lookBackSeconds: 172_800, nearSeconds: 14_400 })

test('one script for an administrator to read: what it does, and that it only reads', () => {
  expect(script).toContain('ssh root@HOST sh -s < collect.sh > evidence.tar')
  expect(script).toContain('/etc/pve/nodes/$NODE/qemu-server/102.conf')
  expect(script).toMatch(/--since=@\$NEAR --until=@\$UNTIL -n 10000/)
  expect(script).not.toMatch(/@1\d{9}|NODE-NAME|placeholder'/)
})
test('without a guest it asks for none', () =>
  expect(offlineScript(undefined, { lookBackSeconds: 7200, nearSeconds: 3600 })).not.toMatch(/qm status|\.conf \|/))

describe.each(['dash', 'bash'])('run by %s', (shell) => {
  test('analyze takes what it prints', { timeout: 60_000 }, async () => {
    const { stdout, status } = spawnSync(shell, ['-s'], { input: script, maxBuffer: 2 ** 28 })
    expect(status).toBe(0)
    const file = join(mkdtempSync(join(tmpdir(), 'whydown-offline-')), 'evidence.tar')
    writeFileSync(file, stdout)
    const opened = await openEvidence([{ path: file }])
    try {
      const names = opened.sources.map((source) => source.file.replace(/^.*\//, ''))
      expect(names).toEqual(expect.arrayContaining(['identity.txt', 'memory.txt']))
      expect(opened.sources.every((source) => source.collected !== undefined)).toBe(true)
      expect(opened.notes.join()).not.toContain('partial')
    } finally {
      await opened.close()
    }
  })
})
test('a stream that broke off is taken as far as it goes, and says so', async () => {
  const { stdout } = spawnSync('sh', ['-s'], { input: script, maxBuffer: 2 ** 28 })
  const file = join(mkdtempSync(join(tmpdir(), 'whydown-offline-')), 'cut')
  writeFileSync(file, stdout.subarray(0, stdout.indexOf('MemAvailable')))
  const opened = await openEvidence([{ path: file }])
  expect(opened.sources.map((source) => source.file)).toEqual(expect.arrayContaining([expect.stringContaining('identity.txt')]))
  expect(opened.notes.join()).toContain('partial')
  await opened.close()
})
