import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createHitReader } from './hit-fields.ts'

test('a hit in a file that is gone gives nothing and does not throw', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-hit-'))
  const reader = createHitReader()
  const hit = {
    hit: { file: join(folder, 'gone.journal'), offset: 0, message: '', patterns: [], count: 1 },
    seqnumId: '',
    offset: 4096,
    seqnum: 1,
    realtimeUs: 0,
    monotonicUs: 0,
    bootId: '',
    contentHash: 0n,
  }
  expect(reader.entry(hit)).toBeNull()
  reader.close()
  rmSync(folder, { recursive: true })
})
