import type { Action, ActionCheck, CheckResult } from '../model/index.ts'
import type { IncidentStore, Stamp } from '../store/index.ts'
import type { Facts } from './facts.ts'
import { verifiers } from './verifiers/index.generated.ts'

export interface VerifiedAction {
  readonly action: Action
  readonly check: ActionCheck
  /** What it was before this look; null when it was never looked at. */
  readonly before: CheckResult | null
}

/** One look at one action. `past`: earlier looks, oldest first: what was once seen done and is not any more is undone. */
export function lookAt(action: Action, facts: Facts, past: readonly ActionCheck[], at: number): ActionCheck | null {
  const verifier = verifiers.find(({ id }) => id === action.verifier?.id)
  if (!verifier || !action.verifier) return null
  const { done, because, evidence } = verifier.look(facts, action.verifier.target)
  const lastSeen = past.findLast(({ result }) => result !== 'unseen')?.result
  const result: CheckResult =
    done === null ? 'unseen' : done ? 'done' : lastSeen === 'done' || lastSeen === 'undone' ? 'undone' : 'not-done'
  return {
    at: new Date(at).toISOString(),
    result,
    because,
    evidence: evidence.slice(0, 10).map(({ file, line, text }) => ({ file, line, text: text.slice(0, 500) })),
  }
}

/**
 * Looks at actions that have a verifier and keeps what was seen. The state a person gave an action is not changed: what is
 * seen stands beside it. A look that saw nothing is kept only where it is the first.
 */
export async function verifyActions(
  store: IncidentStore,
  actions: readonly Action[],
  facts: Facts,
  stamp: Stamp,
): Promise<VerifiedAction[]> {
  const looks: VerifiedAction[] = []
  for (const action of actions) {
    if (action.status === 'dropped') continue
    const past = await store.checks(action.id)
    const check = lookAt(action, facts, past, stamp.at)
    if (!check) continue
    const before = action.check?.result ?? null
    const news = before === null || check.result !== 'unseen'
    looks.push({ action: news && store.writable ? await store.recordCheck(action.id, check, stamp) : action, check, before })
  }
  return looks
}
