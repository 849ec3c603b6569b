/**
 * The program under test, bundled before it is measured as the shipped program is.
 *
 *   scan patterns DIR [--since µs | --patterns 500]   entries that match, counted
 *   scan hits DIR                    one line per matching entry: seqnum in hex
 *   scan boots DIR                   one line per boot
 */
import { writeSync } from 'node:fs'
import { hitEntries, listBoots, listJournalFiles, scanMessages } from '../src/journal/index.ts'
import { patterns } from './patterns.ts'

const [question = '', dir = '', flag, value] = process.argv.slice(2)
const files = listJournalFiles(dir)
const window = flag === '--since' ? { sinceUs: Number(value) } : {}

/** Words that log lines are full of, in orders that no line has: patterns that must be looked for and are not found. */
const WORDS =
  'device error failed timeout kernel memory storage network controller reset link task process cluster quorum backup disk volume guest host'.split(
    ' ',
  )
const unmet = Array.from({ length: 452 }, (_, n) => {
  const literal = [n, n * 7 + 3, n * 13 + 5].map((at) => WORDS[at % WORDS.length]).join(' ') + ` ${n}`
  return { id: literal, literal, expression: literal }
})
const asked = flag === '--patterns' ? [...patterns, ...unmet].slice(0, Number(value)) : patterns

const print = (text: string): void => {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at)
}
const matching = () =>
  hitEntries(
    scanMessages(
      files,
      asked.map(({ id, literal, expression }) => ({ id, literals: [literal], regexp: new RegExp(expression) })),
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
