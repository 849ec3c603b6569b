import type { Diagnosis, DiagnosisDocument, IncidentFile } from '../model/index.ts'
import type { Block } from './blocks.ts'
import { type Citations, citationsOf } from './cite.ts'
import { type LocalClock, localClock } from './local-clock.ts'
import { sections } from './sections/index.ts'
import { subjectName } from './subject-name.ts'

export interface BuiltSection {
  readonly id: string
  readonly menu?: string
  readonly blocks: readonly Block[]
}

/** What renderers need of a page, whatever it is about. */
export interface BuiltPage {
  /** Number a person types for `only`, from 1. */
  readonly number: number
  /** Name of what it is about, which the headline may begin with. */
  readonly about: string
  readonly citations: Citations
  readonly clock: LocalClock
  readonly sections: readonly BuiltSection[]
}

export interface BuiltDiagnosis extends BuiltPage {
  readonly diagnosis: Diagnosis
}

/**
 * All parts of all diagnoses, or of the one with the number `only` (from 1; another number means all). With the file of a kept
 * incident also what people wrote and did.
 */
export function buildReport(document: DiagnosisDocument, only?: number, file?: IncidentFile): BuiltDiagnosis[] {
  const clock = localClock(document.zone.name)
  const numbered = document.diagnoses.map((diagnosis, index) => ({ diagnosis, index }))
  const wanted = only === undefined ? numbered : numbered.filter(({ index }) => index + 1 === only)
  const chosen = wanted.length === 0 ? numbered : wanted
  return chosen.map(({ diagnosis, index }, n) => {
    const citations = citationsOf(
      document,
      diagnosis,
      file?.incident.edits.flatMap(({ refs }) => refs),
    )
    return {
      diagnosis,
      number: index + 1,
      about: subjectName(diagnosis.subject),
      citations,
      clock,
      sections: sections.flatMap((section) => {
        // Sources are the same for all diagnoses: told once, at the end.
        if (section.id === 'coverage' && n < chosen.length - 1) return []
        const blocks = section.build({ document, diagnosis, index, citations, clock, ...(file ? { file } : {}) })
        return blocks.length === 0 ? [] : [{ id: section.id, ...(section.menu ? { menu: section.menu } : {}), blocks }]
      }),
    }
  })
}
