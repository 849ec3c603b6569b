import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFrameDecoder } from './frames.ts'

function decode(chunks: readonly (string | Uint8Array)[], word = 'w1') {
  const said: string[] = []
  const data = new Map<string, string>()
  const decoder = createFrameDecoder(word, {
    begin: (id) => said.push(`begin ${id}`),
    data: (id, bytes) => data.set(id, (data.get(id) ?? '') + Buffer.from(bytes).toString('latin1')),
    trailer: (id, exit, stderr) => said.push(`rc ${id} ${exit} ${stderr}`),
    end: (id) => said.push(`end ${id}`),
    mark: (words) => said.push(words.join(' ')),
  })
  for (const chunk of chunks) decoder.push(Buffer.from(chunk as string))
  decoder.end()
  return { said, data: Object.fromEntries(data) }
}

const STREAM =
  'Welcome\n\nw1 begin 1\nhello\nworld\n\nw1 rc 3\noops\n\nw1 end 1\n\nw1 begin 2\nno newline\nw1 rc 0\n\n\nw1 end 2\n\nw1 done\n'

test('output, exit code and errors of each command', () =>
  expect(decode([STREAM])).toEqual({
    said: ['begin 1', 'rc 1 3 oops', 'end 1', 'begin 2', 'rc 2 0 ', 'end 2', 'done'],
    data: { 1: 'hello\nworld\n', 2: 'no newline' },
  }))
test('any cut into chunks gives the same', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 40 }), (sizes) => {
      const chunks: string[] = []
      let at = 0
      for (const size of sizes) chunks.push(STREAM.slice(at, (at += size)))
      chunks.push(STREAM.slice(at))
      expect(decode(chunks)).toEqual(decode([STREAM]))
    }),
  ))
test('bytes that are no text come through as they are', () => {
  const bytes = Buffer.concat([Buffer.from('\nw1 begin 1\n'), Buffer.from([0, 255, 10, 10, 0, 200]), Buffer.from('\nw1 end 1\n')])
  expect(Buffer.from(decode([bytes]).data['1']!, 'latin1')).toEqual(Buffer.from([0, 255, 10, 10, 0, 200]))
})
test('a command cannot forge a frame without knowing the word', () =>
  expect(decode(['\nw1 begin 1\n\nw2 end 1\n\nw2 begin 9\n\nw1 end 1\n']).data).toEqual({ 1: '\nw2 end 1\n\nw2 begin 9\n' }))
test('a command that hung has no exit code', () => expect(decode(['\nw1 begin 1\nhalf\nw1 end 1\n']).said).toEqual(['begin 1', 'end 1']))
test('a stream that breaks off keeps what came', () => expect(decode(['\nw1 begin 1\nhalf a li']).data).toEqual({ 1: 'half a li' }))
