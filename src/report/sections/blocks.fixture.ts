import type { Diagnosis } from '../../model/index.ts'
import type { Block, BlockOf } from '../blocks.ts'
import { buildReport } from '../build.ts'
import { documentOf } from '../sample.fixture.ts'

/** The blocks that one section makes of a diagnosis; none when it has nothing to say. */
export function blocksOf(id: string, diagnosis: Diagnosis): readonly Block[] {
  return buildReport(documentOf(diagnosis))[0]!.sections.find((section) => section.id === id)?.blocks ?? []
}
export function only<T extends Block['type']>(id: string, type: T, diagnosis: Diagnosis): BlockOf<T> {
  return blocksOf(id, diagnosis).find((block): block is BlockOf<T> => block.type === type)!
}
