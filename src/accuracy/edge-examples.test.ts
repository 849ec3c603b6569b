import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { causes, edges } from '../causes/index.ts'
import { holds, type Specimen, specimensOf, trialsOf, typicalDelay } from './edge-examples.ts'
import { readCases } from './read-cases.ts'

let specimens: ReadonlyMap<string, Specimen>
beforeAll(async () => {
  specimens = await specimensOf(causes, await readCases(join(import.meta.dirname, '../../corpus')))
}, 240_000)

/** These leave no line by which a single file shows them: the silence of several machines, or nothing at all. */
const SILENT = ['host.hang']
test('every cause of the map has lines of its own in the corpus', () =>
  expect(causes.map((cause) => cause.id).filter((id) => !specimens.has(id) && !SILENT.includes(id))).toEqual([]))

test('every arrow holds for its example and for none of its counter-examples', async () => {
  const wrong: string[] = []
  let [examples, counters] = [0, 0]
  for (const edge of edges) {
    const name = `${edge.from} > ${edge.to}`
    let tried = 0
    for (const trial of trialsOf(edge, specimens)) {
      const held = await holds(edge, causes, trial, specimens)
      // The hour of a lost power stands in the log of the BMC, which has a calendar of its own.
      if (trial.holds && (edge.from === 'power.loss' || edge.to === 'power.loss')) continue
      if (held !== trial.holds) wrong.push(`${name}, ${trial.how}: ${held}`)
      else if (trial.holds) examples++
      else tried++
    }
    if (tried > 0) counters++
  }
  expect(wrong).toEqual([])
  // What is told only by the output of a command has no time, and so no order to break.
  expect(examples).toBeGreaterThanOrEqual(edges.length - 3)
  expect(counters).toBeGreaterThan(0.94 * edges.length)
}, 240_000)

test('half a minute where the window allows it', () =>
  expect([typicalDelay([-60, 900]), typicalDelay([-5, 10]), typicalDelay([60, 900])]).toEqual([30, 10, 90]))
