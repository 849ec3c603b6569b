import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCases } from '../accuracy/index.ts'
import { analyze } from '../diagnose/index.ts'
import { inspectBundle } from './inspect.ts'
import { scrubBundle } from './scrub.ts'
import { createBundle } from './write.ts'

const folder = mkdtempSync(join(tmpdir(), 'whydown-scrub-'))
// Some incidents of every area; all of them would take a minute.
const cases = (await readCases(join(import.meta.dirname, '../../corpus'))).filter((_, n) => n % 12 === 0)
test('there are incidents to scrub', () => expect(cases.length).toBeGreaterThan(15))

test.each(cases.map((one) => [one.id, one] as const))('%s: the answer stays the same without its names', async (id, { logs, subject }) => {
  const [before, after] = [join(folder, `${id}-a`.replaceAll('/', '-')), join(folder, `${id}-b`.replaceAll('/', '-'))]
  const bundle = await createBundle(before)
  const text = logs.flatMap(({ lines }) => lines).join('\n')
  const host = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (\S+) /m.exec(text)?.[1] ?? 'lugia'
  for (const [n, { from, lines }] of logs.entries()) {
    const side = from === 'guest' ? 'guest' : 'host'
    await bundle.add(side === 'host' ? `nodes/${host}/${n}.txt` : `guests/inside/${n}.txt`, `${lines.join('\n')}\n`, {
      side,
      node: side === 'host' ? host : 'inside',
    })
  }
  await bundle.finish({ createdBy: 'test' })
  await scrubBundle(before, after)
  const answer = async (path: string) => {
    const [, kind, number] = /^(vm|ct):(\d+)$/.exec(subject ?? '') ?? []
    const { diagnoses } = await analyze([{ path }], { version: '0', ...(number ? { subject: { kind: kind as 'vm', id: number } } : {}) })
    return diagnoses.map(({ cause, conclusion, outage, chain }) => [
      cause?.id,
      conclusion,
      outage.state,
      outage.from,
      chain.map((link) => link.id),
    ])
  }
  expect(await answer(after)).toEqual(await answer(before))
  expect((await inspectBundle(after)).problems).toEqual([])
})
test('addresses do not survive', async () => {
  const [before, after] = [join(folder, 'x'), join(folder, 'y.tar.zst')]
  const bundle = await createBundle(before)
  await bundle.add(
    'nodes/lugia/access.log',
    '::ffff:192.168.4.7 - root@pam [30/07/2025:17:00:17 -0700] "POST /api2/json/nodes/lugia/status HTTP/1.1" 200 -\n',
    { side: 'host', node: 'lugia' },
  )
  await bundle.finish({
    createdBy: 'test',
    notes: ['lugia at 192.168.4.7'],
    clocks: [{ machine: 'nodes/lugia', offsetMs: 0, errorMs: 1, exchanges: 4, at: '2025-07-30T00:00:00.000Z' }],
  })
  const { manifest } = await scrubBundle(before, after)
  expect(JSON.stringify(manifest)).not.toMatch(/lugia|192\.168/)
  expect(manifest.artifacts[0]!.path).toBe('nodes/host1/access.log')
})
