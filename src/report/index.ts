import type { DiagnosisDocument, IncidentFile } from '../model/index.ts'
import { renderHtml } from './renderers/html.ts'
import { renderJson } from './renderers/json.ts'
import { renderMarkdown } from './renderers/markdown.ts'
import { renderTerminal } from './renderers/terminal.ts'

export interface ReportOptions {
  readonly format: 'md' | 'html' | 'json' | 'text'
  /** ANSI colours, text only. Never needed to understand. */
  readonly colour?: boolean
  /** Columns, text only; 80 unless told. */
  readonly width?: number
  /** Only the diagnosis with this number, from 1. */
  readonly only?: number
  /** Text only: every part of the report instead of the first screen. */
  readonly full?: boolean
  /** The kept incident that the document belongs to: its report tells also what people wrote and did. Not for JSON. */
  readonly file?: IncidentFile
}

/** One diagnosis document as a person or a program reads it. Pure: the same document gives the same text, byte for byte. */
export function renderReport(document: DiagnosisDocument, options: ReportOptions): string {
  switch (options.format) {
    case 'json':
      return renderJson(document)
    case 'md':
      return renderMarkdown(document, options)
    case 'html':
      return renderHtml(document, options)
    case 'text':
      return renderTerminal(document, options)
  }
}

export { renderTerminal } from './renderers/terminal.ts'
export { duration, localClock, type LocalClock } from './local-clock.ts'
export { incidentDay } from './outage-words.ts'
export { incidentName, subjectName, subjectWithPlace } from './subject-name.ts'
export { type Page, type PageOptions, renderPage } from './page.ts'
export { renderCapacity } from './capacity-report.ts'
export type { Block } from './blocks.ts'
export type { BuiltSection } from './build.ts'
export { displayWidth, wrap } from './display-width.ts'
export { oneLine, plain } from './hostile.ts'
export { citationsOf } from './cite.ts'
export { ordinal } from './sections/recurrence.ts'
export { type IndexRow, renderIndex } from './renderers/html-index.ts'
