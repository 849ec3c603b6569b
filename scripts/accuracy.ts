// `npm run accuracy [DIR…]`: every case, its answer, and the totals. Without a folder our own corpus, in which all must be right.
import { join } from 'node:path'
import { readCases, runCase } from '../src/accuracy/index.ts'

const own = join(import.meta.dirname, '..', 'corpus')
const folders = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const totals = { right: 0, unknown: 0, wrong: 0 }
let failed = 0

for (const folder of folders.length > 0 ? folders : [own]) {
  for (const example of await readCases(folder)) {
    try {
      const { id, truth, answer, conclusion, score, problems } = await runCase(example)
      totals[score]++
      console.log(
        `${score.padEnd(8)} ${id.padEnd(44)} ${truth}${score === 'right' && truth === answer ? '' : ` ← ${answer} (${conclusion})`}`,
      )
      for (const problem of problems) {
        failed++
        console.log(`         not grounded: ${problem}`)
      }
    } catch (error) {
      failed++
      console.log(`failed   ${example.id}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

console.log(
  `accuracy: ${totals.right} right, ${totals.unknown} unknown, ${totals.wrong} wrong${failed > 0 ? `, ${failed} failed to run or to cite` : ''}`,
)
if (failed > 0 || totals.right + totals.unknown + totals.wrong === 0) process.exit(1)
if (folders.length === 0 && totals.unknown + totals.wrong > 0) process.exit(1)
