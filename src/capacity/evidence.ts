import type { CapacityDocument } from '../model/index.ts'
import type { Source } from './facts.ts'

export type Cite = (...sources: readonly (Source | undefined)[]) => string[]

/** Gives every cited line its number, by first citation. */
export function createCitations(): { cite: Cite; list(): CapacityDocument['evidence'] } {
  const refs = new Map<string, { ref: string; source: Source }>()
  return {
    cite: (...sources) => [
      ...new Set(
        sources
          .filter((source) => source !== undefined)
          .map((source) => {
            const key = `${source.file}\u0000${source.line}\u0000${source.text}`
            const known = refs.get(key)
            if (known) return known.ref
            const ref = `e${refs.size + 1}`
            refs.set(key, { ref, source })
            return ref
          }),
      ),
    ],
    list: () =>
      [...refs.values()].map(({ ref, source }) => ({ ref, file: source.file, line: source.line, text: source.text.slice(0, 1000) })),
  }
}
