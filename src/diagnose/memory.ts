import type { MemoryAccount, Observation } from '../model/index.ts'
import type { Evidence } from './case.ts'
import type { Story } from './stories.ts'

export interface Accounted {
  readonly account: Omit<MemoryAccount, 'evidence' | 'notes'>
  readonly observations: readonly Observation[]
  readonly notes: readonly { readonly text: string; readonly observations: readonly Observation[] }[]
}

/** Where all of the host's memory was, from the kernel's own report of the kill; null when the report is cut short. */
export function memoryOf(_evidence: Evidence, _story: Story): Accounted | null {
  return null
}
