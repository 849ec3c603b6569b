import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSecret } from './secret.ts'

const file = join(mkdtempSync(join(tmpdir(), 'whydown-secret-')), 'token')
writeFileSync(file, 'u@pve!t=123\n', { mode: 0o600 })

test('from a file, a variable and a command', async () =>
  expect([
    await readSecret({ file }, {}),
    await readSecret({ env: 'T' }, { T: ' x ' }),
    await readSecret({ command: ['printf', '%s\\n', 'y', 'z'] }, {}),
  ]).toEqual(['u@pve!t=123', 'x', 'y']))
test('a file that others may read is said', async () => {
  chmodSync(file, 0o644)
  const notes: string[] = []
  await readSecret({ file }, {}, (text) => notes.push(text))
  expect(notes).toEqual([`${file} can be read by others: chmod 600 ${file}`])
})
test('an unset variable', () => expect(readSecret({ env: 'NOT_SET' }, {})).rejects.toThrow('the environment variable NOT_SET is empty'))
test('a command that fails does not show what it printed', async () => {
  const error = await readSecret({ command: ['sh', '-c', 'echo secret; exit 3'] }, {}).catch((thrown: Error) => thrown)
  expect(String(error)).toContain('the command sh failed (3)')
  expect(String(error)).not.toContain('secret;')
})
