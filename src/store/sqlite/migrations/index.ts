import type { Migration } from './define.ts'
import { migrations as unsorted } from './index.generated.ts'

export type { Migration } from './define.ts'
export const migrations: readonly Migration[] = unsorted.toSorted((a, b) => a.version - b.version)
