import { type Incident, type IncidentStatus, WhydownError } from '../model/index.ts'
import type { IncidentChange } from '../store/index.ts'
import { reviewDay } from './review-day.ts'

type StatusChange = Extract<IncidentChange, { kind: 'status' }>

/** draft → reviewed → closed, and back to draft. What may follow what, with what is missing said. */
export function moveTo(
  incident: Incident,
  to: IncidentStatus,
  options: { readonly at: number; readonly because?: string; readonly nextReview?: string },
): StatusChange {
  const { id, status } = incident
  const because = options.because === undefined ? {} : { because: options.because }
  if (status === to) throw new WhydownError('usage', `${id} is ${to} already.`, `See: whydown incidents show ${id}`)
  switch (to) {
    case 'reviewed':
      if (status === 'closed')
        throw new WhydownError('usage', `${id} is closed.`, `Open it again first: whydown incidents reopen ${id} --because TEXT`)
      return { kind: 'status', to, ...because, nextReview: options.nextReview ?? reviewDay(options.at, incident.zone) }
    case 'closed':
      if (status === 'draft')
        throw new WhydownError('usage', `${id} is a draft: nobody has reviewed it.`, `Read it, then: whydown incidents review ${id}`)
      if (incident.proposal)
        throw new WhydownError(
          'usage',
          `Another answer for ${id} waits for a word.`,
          `See it: whydown incidents rediagnose ${id} (then --accept or --decline)`,
        )
      return { kind: 'status', to, ...because, nextReview: null }
    case 'draft':
      if (options.because === undefined)
        throw new WhydownError('usage', 'Opening an incident again needs a reason.', `whydown incidents reopen ${id} --because TEXT`)
      return { kind: 'status', to, ...because, nextReview: options.nextReview ?? reviewDay(options.at, incident.zone) }
  }
}
