import type { CheckDefinition, Patient } from './define.ts'

export const NOW = Date.parse('2026-11-25T12:00:00Z')

export const patient = (texts: Readonly<Record<string, string>>, changes: Partial<Patient> = {}): Patient => ({
  name: 'pve1',
  kind: 'pve',
  answered: true,
  trouble: null,
  now: NOW,
  clockOffsetMs: 3,
  text: (artifact) => texts[artifact] ?? '',
  denied: [],
  ...changes,
})
export const resultOf = (check: CheckDefinition, texts: Readonly<Record<string, string>>, changes: Partial<Patient> = {}) =>
  check.look(patient(texts, changes))?.result ?? null
