export type { Evidence, SubjectQuestion } from './case.ts'
export { diagnose } from './diagnose.ts'
export { sortObservations } from './order.ts'
export { analyze, type AnalyzeOptions } from './analyze.ts'
