import type { Diagnosis, DiagnosisDocument, IncidentFile } from '../model/index.ts'
import type { Block } from './blocks.ts'
import type { Citations } from './cite.ts'
import type { LocalClock } from './local-clock.ts'

export interface SectionInput {
  readonly document: DiagnosisDocument
  readonly diagnosis: Diagnosis
  /** Position of the diagnosis in the document, from 0. */
  readonly index: number
  readonly citations: Citations
  readonly clock: LocalClock
  /** What people did with it, where the document is a kept incident. */
  readonly file?: IncidentFile
}

/** One part of the report. Nothing to say is `[]`, and then there is no heading either. */
export interface Section {
  readonly id: string
  readonly order: number
  /** Short name for the table of contents; none where the part belongs to the verdict. */
  readonly menu?: string
  build(input: SectionInput): readonly Block[]
}

export const defineSection = (section: Section): Section => section
