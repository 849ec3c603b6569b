export { type AccuracyCase, accuracyCase } from './case.ts'
export { type CaseResult, parseSubject, readCases, runCase } from './run.ts'
export { scoreCase, ungrounded } from './score.ts'
