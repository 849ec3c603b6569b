import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lawsOf, readCases, readForms, runCases, sampleOf, violationsOf } from '../src/accuracy/index.ts'
import { causes } from '../src/causes/index.ts'

const CORPUS = join(import.meta.dirname, '../corpus')
const cases = await readCases(CORPUS)
const ids = new Set([...causes.map((cause) => cause.id), 'none', 'undetermined'])

test.each(['positive', 'near-miss', 'negative'] as const)('every cause has a case of the arm %s', (arm) =>
  expect(causes.map((cause) => cause.id).filter((id) => !cases.some((one) => one.about === id && one.arm === arm))).toEqual([]),
)
test('every case lies in the folder of a cause, and names only causes', () =>
  expect(
    cases.flatMap(({ id, about, truth }) =>
      [about, truth.cause, ...truth.alsoAccept, ...truth.weaker, ...truth.not]
        .filter((name) => name === undefined || !ids.has(name))
        .map((name) => `${id}: ${name}`),
    ),
  ).toEqual([]))
test('a positive case is one of its own cause', () =>
  expect(
    cases
      .filter((one) => one.arm === 'positive' && one.about !== one.truth.cause && !one.truth.alsoAccept.includes(one.about!))
      .map((one) => one.id),
  ).toEqual([]))
test('a near miss and a negative are not', () =>
  expect(
    cases
      .filter((one) => ['near-miss', 'negative'].includes(one.arm) && one.about === one.truth.cause && one.about !== 'none')
      .map((one) => one.id),
  ).toEqual([]))
test('the proof stands in the lines', () =>
  expect(
    cases
      .filter(
        ({ truth, logs }) =>
          truth.proof.length > 0 && !truth.proof.some((part) => logs.some((log) => log.lines.some((line) => line.includes(part)))),
      )
      .map((one) => one.id),
  ).toEqual([]))

/** All cases and more places: `npm run accuracy -- --metamorphic`. */
const SAMPLE = 30
/** A busy machine is not a broken law. */
const PATIENCE_MS = 240_000
const PLACES = 2
test(
  'no change that must not matter changes an answer, and less evidence makes no new cause',
  async () => {
    const laws = lawsOf(readForms(join(CORPUS, '_noise.yaml')), PLACES)
    const results = await runCases(sampleOf(cases, SAMPLE, 'metamorphic'), (one) => violationsOf(one, laws))
    const broken = results.flatMap((result) =>
      'error' in result
        ? [`${result.id}: ${result.error.message}`]
        : result.violations.map(({ law, id, before, after }) => `${law}: ${id}: ${before} → ${after}`),
    )
    expect(broken).toEqual([])
    expect(results.reduce((sum, result) => sum + ('runs' in result ? result.runs : 0), 0)).toBeGreaterThan(250)
  },
  PATIENCE_MS,
)
