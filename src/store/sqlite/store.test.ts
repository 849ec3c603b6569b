import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { verifyIncidentStore } from '../verify.ts'
import { openSqliteStore } from './store.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

verifyIncidentStore('SQLite store', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-store-test-'))
  folders.push(folder)
  return { store: openSqliteStore(folder), reopen: async () => openSqliteStore(folder) }
})
