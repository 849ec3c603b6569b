import type { Diagnosis } from '../model/index.ts'

export interface Contact {
  readonly who: string
  readonly reach: string
  readonly when?: string | undefined
}

export interface Escalation {
  /** Criteria of the runbook that the evidence meets. */
  readonly met: readonly { readonly criterion: string; readonly because: string }[]
  /** Criteria that the evidence does not settle: a person knows. */
  readonly open: readonly { readonly criterion: string; readonly because: string }[]
  /** Whom to call, those first whose words fit a criterion that is met. Empty while nothing is met. */
  readonly contacts: readonly Contact[]
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[a-z]{4,}/g) ?? [])

/** What the runbook says about calling somebody, for one diagnosis. */
export function escalate(diagnosis: Diagnosis, contacts: readonly Contact[]): Escalation {
  const of = (met: boolean | null) =>
    diagnosis.escalation.filter((one) => one.met === met).map(({ criterion, because }) => ({ criterion, because }))
  const met = of(true)
  const wanted = wordsOf(met.map(({ criterion, because }) => `${criterion} ${because}`).join(' '))
  const fit = (contact: Contact) => [...wordsOf(contact.when ?? '')].filter((word) => wanted.has(word)).length
  return { met, open: of(null), contacts: met.length === 0 ? [] : contacts.toSorted((a, b) => fit(b) - fit(a)) }
}
