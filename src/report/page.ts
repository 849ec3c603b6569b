import type { EvidenceItem } from '../model/index.ts'
import type { BuiltPage, BuiltSection } from './build.ts'
import type { Citations } from './cite.ts'
import { localClock } from './local-clock.ts'
import { pageHtml } from './renderers/html-page.ts'
import { writeMarkdown } from './renderers/markdown.ts'
import { fullText } from './renderers/terminal-full.ts'

/** A page of our own making that is no diagnosis: a plan, a runbook, a list. */
export interface Page {
  readonly title: string
  /** What kind of page it is, in a few words: `Memory plan`. */
  readonly kind: string
  /** One or two sentences below the title. */
  readonly lead: string
  readonly sections: readonly BuiltSection[]
  /** Cited lines, in the order of their numbers. */
  readonly evidence: readonly EvidenceItem[]
  readonly footer: string
}

export interface PageOptions {
  readonly format: 'md' | 'html' | 'text'
  readonly colour?: boolean
  readonly width?: number
}

/** A page in one of its forms. Pure: the same page gives the same text, byte for byte. */
export function renderPage(page: Page, options: PageOptions): string {
  const built = builtOf(page)
  switch (options.format) {
    case 'html':
      return pageHtml(page, built)
    case 'md':
      return `# ${writeMarkdown({ ...built, sections: [{ id: 'lead', blocks: [{ type: 'text', text: page.title }] }] })}\n\n${writeMarkdown(
        {
          ...built,
          sections: [{ id: 'lead', blocks: [{ type: 'text', text: page.lead }] }, ...built.sections],
        },
      )}\n\n---\n\n${page.footer}\n`
    case 'text': {
      const style = { width: Math.max(40, options.width ?? 80), colour: options.colour === true }
      const lead: BuiltSection = {
        id: 'lead',
        blocks: [
          { type: 'heading', level: 2, text: page.title },
          { type: 'text', text: page.lead },
        ],
      }
      return `${fullText({ ...built, sections: [lead, ...built.sections] }, style)}\n`
    }
  }
}

function builtOf(page: Page): BuiltPage {
  const lines = page.evidence.map((item, n) => ({ number: String(n + 1), item }))
  const byRef = new Map(lines.map((line) => [line.item.ref, line]))
  const citations: Citations = { lines, sources: [], find: (ref) => byRef.get(ref) ?? { number: '?' } }
  return { number: 1, about: '', citations, clock: localClock('UTC'), sections: page.sections }
}
