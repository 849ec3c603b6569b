/**
 * The program under test, bundled before it is measured as the shipped program is.
 *
 *   scan patterns DIR [--since µs]   entries that match, one per pattern match, counted
 *   scan hits DIR                    one line per matching entry: seqnum in hex
 *   scan boots DIR                   one line per boot
 *   scan json DIR                    all entries with all fields as JSON lines
 */
import { writeSync } from 'node:fs'
import { hitEntries, listBoots, listJournalFiles, readEntries, scanMessages } from '../src/journal/index.ts'
import { patterns } from './patterns.ts'

const [question = '', dir = '', flag, value] = process.argv.slice(2)
const files = listJournalFiles(dir)
const window = flag === '--since' ? { sinceUs: Number(value) } : {}

const print = (text: string): void => {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at)
}
const matching = () =>
  hitEntries(
    scanMessages(
      files,
      patterns.map(({ id, literal, expression }) => ({ id, literals: [literal], regexp: new RegExp(expression) })),
      window,
    ),
    window,
  )

if (question === 'patterns') print(`${matching().length}\n`)
else if (question === 'hits')
  print(
    matching()
      .map(({ seqnum }) => `${seqnum.toString(16)}\n`)
      .join(''),
  )
else if (question === 'boots')
  print(
    listBoots(files)
      .map(({ bootId, first, last }) => `${bootId} ${first.realtimeUs} ${last.realtimeUs}\n`)
      .join(''),
  )
else if (question === 'json') {
  let lines = ''
  for (const entry of readEntries(files)) {
    const object: Record<string, unknown> = { __CURSOR: entry.cursor, __REALTIME_TIMESTAMP: entry.realtimeUs }
    for (const [name, values] of entry.fields) object[name] = values.length === 1 ? values[0] : values
    lines += `${JSON.stringify(object)}\n`
    if (lines.length > 1 << 20) {
      print(lines)
      lines = ''
    }
  }
  print(lines)
}
