import type { Section } from '../define.ts'
import { actions } from './actions.ts'
import { alsoSeen } from './also-seen.ts'
import { appendix } from './appendix.ts'
import { chain } from './chain.ts'
import { coverage } from './coverage.ts'
import { escalation } from './escalation.ts'
import { factors } from './factors.ts'
import { identification } from './identification.ts'
import { impact } from './impact.ts'
import { investigation } from './investigation.ts'
import { killedNext } from './killed-next.ts'
import { lessons } from './lessons.ts'
import { memory } from './memory.ts'
import { history } from './history.ts'
import { notKnown } from './not-known.ts'
import { parties } from './parties.ts'
import { peoplesNotes } from './peoples-notes.ts'
import { prevention } from './prevention.ts'
import { recurrence } from './recurrence.ts'
import { remediation } from './remediation.ts'
import { ruledOut } from './ruled-out.ts'
import { severity } from './severity.ts'
import { summary } from './summary.ts'
import { timeline } from './timeline.ts'
import { verdict } from './verdict.ts'
import { whys } from './whys.ts'

/** All parts of the report, in the order in which they are read. */
export const sections: readonly Section[] = [
  verdict,
  identification,
  summary,
  severity,
  impact,
  chain,
  timeline,
  peoplesNotes,
  memory,
  killedNext,
  investigation,
  whys,
  factors,
  parties,
  ruledOut,
  notKnown,
  alsoSeen,
  remediation,
  prevention,
  recurrence,
  lessons,
  actions,
  escalation,
  history,
  appendix,
  coverage,
].toSorted((a, b) => a.order - b.order)
