export { openEvidence, type EvidenceInput, type EvidenceSource, type OpenedEvidence } from './open.ts'
export { guessSide } from './side.ts'
