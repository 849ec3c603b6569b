export { openEvidence, type EvidenceInput, type EvidenceSource, type OpenedEvidence } from './open.ts'
export { guessSide } from './side.ts'
export { type ArtifactFacts, type BundleWriter, createBundle } from './write.ts'
export { createRedactor, redactLines } from './redact.ts'
