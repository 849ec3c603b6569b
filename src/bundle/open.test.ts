import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEvidence } from './open.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-open-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}
async function look(...paths: string[]) {
  const opened = await openEvidence(paths.map((path) => ({ path })))
  const texts: Record<string, string> = {}
  for (const source of opened.sources) {
    const parts: Uint8Array[] = []
    try {
      for await (const chunk of source.open()) parts.push(chunk)
    } catch {
      // What is damaged is reported by the reader.
    }
    texts[source.file.replace(`${folder}/`, '')] = Buffer.concat(parts).toString()
  }
  await opened.close()
  return { texts, coverage: opened.coverage.map((row) => `${row.status}: ${row.because}`), notes: opened.notes }
}
async function tar(
  members: ({ name: string; type?: 'file' | 'symlink' | 'character-device'; linkname?: string } & { content?: string })[],
): Promise<Buffer> {
  const packing = pack()
  for (const { content = '', ...header } of members) packing.entry(header as never, content)
  packing.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of packing) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

describe('files', () => {
  test('text, gzip and zstd are the same text', async () =>
    expect(
      Object.values(
        (await look(put('a.log', 'hello\n'), put('b.log.gz', gzipSync('hello\n')), put('c.log.zst', zstdCompressSync('hello\n')))).texts,
      ),
    ).toEqual(['hello\n', 'hello\n', 'hello\n']))
  test('an empty file is said, the rest is read', async () => {
    const { texts, coverage } = await look(put('empty.log', ''), put('d.log', 'x\n'))
    expect(Object.values(texts)).toEqual(['x\n'])
    expect(coverage.join()).toContain('empty')
  })
  test('a binary file is said', async () =>
    expect(
      (
        await look(
          put(
            'e.bin',
            Uint8Array.from({ length: 4096 }, (_, n) => (n * 7919) % 256),
          ),
          put('f.log', 'x\n'),
        )
      ).coverage.join(),
    ).toContain('neither text nor a journal'))
  test('one missing path among others is said', async () =>
    expect((await look(join(folder, 'gone.log'), put('g.log', 'x\n'))).coverage.join()).toContain('no such file'))
  test('nothing at all is an error with a next step', async () =>
    await expect(openEvidence([{ path: join(folder, 'gone') }])).rejects.toThrow(/There is no/))
  test('the order of arguments does not matter', async () => {
    const paths = [put('h1.log', 'a\n'), put('h2.log', 'b\n')]
    expect(Object.keys((await look(...paths)).texts)).toEqual(Object.keys((await look(...paths.toReversed())).texts))
  })
})

describe('archives of strangers', () => {
  test('members that climb out, stand at the root or are links and devices are refused, the rest is read', async () => {
    const path = put(
      'bad.tar',
      await tar([
        { name: '../evil.log', content: 'x\n' },
        { name: '/etc/evil.log', content: 'x\n' },
        { name: 'link.log', type: 'symlink', linkname: '/etc/passwd' },
        { name: 'null', type: 'character-device' },
        { name: 'good.log', content: 'good\n' },
      ]),
    )
    const { texts, notes, coverage } = await look(path)
    expect(Object.values(texts)).toEqual(['good\n'])
    expect([...notes, ...coverage].join('\n')).toMatch(/evil/)
  })
  test('a bomb does not fill the disk', async () => {
    const bomb = gzipSync(
      await tar([
        { name: 'zeros.log', content: '0'.repeat(64 * 1024 * 1024) },
        { name: 'after.log', content: 'after\n' },
      ]),
    )
    const { notes, coverage, texts } = await look(put('bomb.tar.gz', bomb))
    expect(Object.keys(texts).length + notes.length + coverage.length).toBeGreaterThan(0)
  })
  test('a gzip that was cut gives what it holds', async () => {
    const whole = gzipSync('line\n'.repeat(20_000))
    const { texts, coverage } = await look(put('cut.log.gz', whole.subarray(0, whole.length - 40)))
    expect(Object.keys(texts).length + coverage.length).toBeGreaterThan(0)
  })
})

test('a folder is read without following links out of it', async () => {
  put('dir/in.log', 'in\n')
  put('outside.log', 'out\n')
  symlinkSync(join(folder, 'outside.log'), join(folder, 'dir', 'link.log'))
  expect(Object.values((await look(join(folder, 'dir'))).texts)).toContain('in\n')
})

test.skipIf(process.getuid?.() === 0)('a file that may not be read is said', async () => {
  const path = put('secret.log', 'x\n')
  chmodSync(path, 0)
  expect((await look(path, put('i.log', 'x\n'))).coverage.join()).toContain('cannot be read')
})
