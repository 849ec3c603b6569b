export { examine, type Examined, patientsOf } from './examine.ts'
export type { CheckDefinition, Finding, Patient, Result } from './define.ts'
export { checks } from './index.generated.ts'
