import type { ActionVerifier, Diagnosis } from '../../model/index.ts'
import type { FactLine, Facts } from '../facts.ts'

export type Target = ActionVerifier['target']

/** What a look says. `null` because of what is not there to look at. */
export interface Look {
  readonly done: boolean | null
  /** One sentence with the figures. */
  readonly because: string
  readonly evidence: readonly FactLine[]
}

/**
 * Looks whether one kind of measure is in force. Pure over facts: the same facts say the same. It never says done because
 * it saw nothing.
 */
export interface Verifier {
  readonly id: string
  /** What it tells, as a question. */
  readonly title: string
  /** Keys of the target with what they mean; `?` at the end: may be left out. */
  readonly target: Readonly<Record<string, string>>
  /** Proposed measures it can check: of which cause or condition, and by which words. */
  readonly checks: readonly { readonly addresses: string; readonly text: RegExp }[]
  /** What to look at for a measure (its text) of this diagnosis; null when the diagnosis does not tell. */
  aim(diagnosis: Diagnosis, measure: string): Target | null
  look(facts: Facts, target: Target): Look
}

export const defineVerifier = (verifier: Verifier): Verifier => verifier

export const unseen = (because: string, evidence: readonly FactLine[] = []): Look => ({ done: null, because, evidence })

/** The node of the incident, where it is known. */
export const onItsNode = ({ subject }: Diagnosis): Target => (subject.node === undefined ? {} : { node: subject.node })
