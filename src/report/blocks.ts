import type { MemoryBar } from './memory-bar.ts'
import type { ChainLink, CoverageRow, Diagnosis, EvidenceItem, MemoryAccount } from '../model/index.ts'

/** A stretch of words and the references it rests on. Renderers print the numbers of the references after the words. */
export interface Cited {
  readonly text: string
  readonly cites?: readonly string[]
  /** Printed before the text, set apart: `Why`, `Owner`. */
  readonly lead?: string
  /** To be typed by a person; never run by us. */
  readonly command?: string
  /** Second line in a quieter voice. */
  readonly note?: string
}

export interface Cell {
  readonly text: string
  readonly cites?: readonly string[]
  /** `short`: a date, a word of ours; never wrapped. Not for text of logs. */
  readonly style?: 'code' | 'strong' | 'soft' | 'number' | 'short'
}

/** One mark of the drawn and of the listed timeline. */
export interface Mark {
  readonly at: number
  readonly ref: string
  readonly text: string
  readonly lane: string
  readonly role?: ChainLink['role']
  readonly salience: EvidenceItem['salience']
}

/** One row of the drawn timeline: where the line was written, and while which times that source is there. */
export interface Lane {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly held: readonly { readonly from: number; readonly to: number; readonly gap: boolean }[]
}

export interface TimelineBlock {
  readonly type: 'timeline'
  readonly lanes: readonly Lane[]
  readonly marks: readonly Mark[]
  readonly outage: { readonly from: number; readonly to: number | null; readonly label: string } | null
  readonly moments: readonly {
    readonly id: 't0' | 't1' | 't2'
    readonly at: number
    readonly when: string
    readonly text: string
    readonly cites: readonly string[]
  }[]
}

export interface ChainStep {
  readonly role: ChainLink['role'] | 'outage'
  readonly title: string
  readonly text: string
  /** `16:19:27.117`, with the date where it is another day than the outage; empty where no time is known. */
  readonly when: string
  readonly coincidence: boolean
  readonly cites: readonly string[]
}

/**
 * What a section may say. Renderers know these and nothing else, so that Markdown, HTML and the terminal cannot drift apart.
 * Texts are plain: every renderer escapes them for its own form.
 */
export type Block =
  | { readonly type: 'heading'; readonly level: 2 | 3; readonly text: string; readonly note?: string; readonly cites?: readonly string[] }
  | {
      readonly type: 'verdict'
      readonly headline: string
      readonly when: string
      readonly length: string | null
      readonly rest: string
      readonly conclusion: Diagnosis['conclusion']
      readonly statements: readonly Cited[]
    }
  | { readonly type: 'facts'; readonly rows: readonly (readonly [string, string])[] }
  | ({ readonly type: 'text'; readonly soft?: boolean } & Cited)
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly Cited[] }
  | {
      readonly type: 'table'
      readonly columns: readonly { readonly name: string; readonly align?: 'right' }[]
      readonly rows: readonly (readonly Cell[])[]
    }
  | TimelineBlock
  | { readonly type: 'chain'; readonly steps: readonly ChainStep[] }
  | { readonly type: 'memory'; readonly account: MemoryAccount }
  | { readonly type: 'bar'; readonly bar: MemoryBar; readonly caption: string }
  /** Verbatim: a sample of a log, the output of a command. */
  | { readonly type: 'code'; readonly language: 'sh' | 'text'; readonly text: string }
  | { readonly type: 'steps'; readonly groups: readonly { readonly name: string; readonly items: readonly Cited[] }[] }
  | { readonly type: 'evidence'; readonly items: readonly { readonly number: string; readonly item: EvidenceItem }[] }
  | { readonly type: 'coverage'; readonly rows: readonly { readonly number: string; readonly row: CoverageRow }[] }

export type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>
