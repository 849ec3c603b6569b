export function* readEntries(_files: readonly string[]): Generator<{ fields: Map<string, string[]>; realtimeUs: number; monotonicUs: number; cursor: string; bootId: string; seqnum: number }> {}
