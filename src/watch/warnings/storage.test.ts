import { expect, test } from 'vitest'
import { storageWarning } from './storage.ts'

const state = (usedFraction: number | null) => ({
  schema: 'whydown.state/v1' as const,
  at: '',
  name: null,
  nodes: [],
  guests: [],
  warnings: [],
  storages: [{ id: 'tank', node: 'b', usedFraction, metadataFraction: null }],
})
test.each([
  [0.9, 'raised'],
  [0.84, 'between'],
  [0.5, 'clear'],
  [null, undefined],
] as const)('%s full', (used, level) =>
  expect(storageWarning.signs(state(used), { memoryAt: 0.85, storageAt: 0.85 })[0]?.level).toBe(level),
)
