export type * from './incident-store.ts'
export { openSqliteStore } from './sqlite/store.ts'
export { recoverSqliteStore, type Recovered } from './sqlite/recover.ts'
export { forgetEvidence, keepEvidence, type KeptEvidence } from './keep-evidence.ts'
