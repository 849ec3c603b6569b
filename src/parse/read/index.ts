export { epochInZone } from './zone.ts'
export { FALLBACK_YEAR } from './settle.ts'
export { readRecords, type RecordReader, type ReadableSource, type SourceStatistics } from './records.ts'
export { newestStamp } from './reference.ts'
