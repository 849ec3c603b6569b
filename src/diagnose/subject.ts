import type { SubjectQuestion } from './case.ts'

/** `vm:102`, `ct:200` or `node:pve`; null for anything else. */
export function parseSubject(text: string): SubjectQuestion | null {
  const [, kind, id] = /^(vm|ct|node):(.+)$/.exec(text) ?? []
  return kind && id ? { kind: kind as SubjectQuestion['kind'], id } : null
}
