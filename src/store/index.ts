export type * from './incident-store.ts'
export { openSqliteStore } from './sqlite/store.ts'
export { forgetEvidence, keepEvidence, type KeptEvidence } from './keep-evidence.ts'
