// `npm run accuracy [DIR…]`: every case, its answer, and how often that is right. Without a folder it is our own corpus with
// the arms that are made of it, in which nothing may be wrong and nothing may be unknown that the lines tell.
//   --verbose      every case, not only what is not right
//   --noise N      so many lines of noise around each case (default 200)
//   --metamorphic  changes whose effect is known, over all cases: cuts, names, ids, dates, zones, order, noise
//   --places N     at so many places each log is cut (default 12)
import { join } from 'node:path'
import {
  type AccuracyCase,
  baselines,
  type CaseResult,
  deriveArms,
  lawsOf,
  partsOf,
  perArea,
  perArm,
  readCases,
  readForms,
  runCase,
  runCases,
  scoreBaseline,
  tableOf,
  violationsOf,
} from '../src/accuracy/index.ts'

const corpus = join(import.meta.dirname, '..', 'corpus')
const words = process.argv.slice(2)
const option = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined)
const folders = words.filter((word, n) => !word.startsWith('-') && !['--noise', '--places'].includes(words[n - 1] ?? ''))
const own = folders.length === 0
const verbose = !own || words.includes('--verbose')
const forms = { noise: readForms(join(corpus, '_noise.yaml')), decoys: readForms(join(corpus, '_decoys.yaml')) }

const bases: AccuracyCase[] = []
for (const folder of own ? [corpus] : folders) bases.push(...(await readCases(folder)))
const cases = own ? bases.flatMap((base) => [base, ...deriveArms(base, forms, Number(option('--noise') ?? 200))]) : bases

if (words.includes('--metamorphic')) {
  const laws = lawsOf(forms.noise, Number(option('--places') ?? 12))
  const tally = new Map(laws.map((law) => [law.id, 0]))
  let runs = 0
  let broken = 0
  for (const result of await runCases(bases, (base) => violationsOf(base, laws))) {
    if ('error' in result) {
      broken++
      console.log(`failed   ${result.id}: ${result.error.message}`)
      continue
    }
    runs += result.runs
    for (const { law, id, before, after } of result.violations) {
      broken++
      tally.set(law, (tally.get(law) ?? 0) + 1)
      console.log(`broken   ${law.padEnd(17)} ${id.padEnd(44)} ${before} → ${after}`)
    }
  }
  for (const law of laws) console.log(`${String(tally.get(law.id)).padStart(6)} broken  ${law.id.padEnd(17)} ${law.title}`)
  console.log(`metamorphic: ${bases.length} cases, ${runs} changed ones, ${broken} broken`)
  process.exit(broken > 0 ? 1 : 0)
}

const results: CaseResult[] = []
let failed = 0
for (const result of await runCases(cases, runCase)) {
  if ('error' in result) {
    failed++
    console.log(`failed   ${result.id}: ${result.error.message}`)
    continue
  }
  results.push(result)
  const { id, truth, answer, conclusion, score, rightlyUnknown, problems } = result
  if (verbose || (score !== 'right' && !rightlyUnknown))
    console.log(
      `${score.padEnd(8)} ${id.padEnd(44)} ${truth}${score === 'right' && truth === answer ? '' : ` ← ${answer} (${conclusion})`}`,
    )
  for (const problem of problems) {
    failed++
    console.log(`         ${id} is not grounded: ${problem}`)
  }
}

console.log('')
if (own) {
  for (const line of tableOf('arm', perArm(results))) console.log(line)
  console.log('')
  for (const line of tableOf('area', perArea(results))) console.log(line)
  console.log('')
}
for (const line of partsOf(results)) console.log(line)
for (const baseline of baselines) {
  const scores = cases.map((example) => scoreBaseline(baseline, example))
  const count = (score: string) => scores.filter((one) => one === score).length
  console.log(`for comparison, ${baseline.title}: ${count('right')} right, ${count('unknown')} unknown, ${count('wrong')} wrong`)
}
const count = (score: string) => results.filter((result) => result.score === score).length
console.log(
  `accuracy: ${count('right')} right, ${count('unknown')} unknown, ${count('wrong')} wrong${failed > 0 ? `, ${failed} failed to run or to cite` : ''}`,
)
if (failed > 0 || results.length === 0) process.exit(1)
if (own && results.some((result) => result.score === 'wrong' || (result.score === 'unknown' && !result.rightlyUnknown))) process.exit(1)
