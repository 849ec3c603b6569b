import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { guestName } from '../format.ts'

/** What citations need: the numbers of the lines, and how to open them. */
export interface CitationBook {
  readonly numberOf: ReadonlyMap<string, number>
  readonly opened: readonly string[]
  open(refs: readonly string[], claim: string): void
}
export const Citations = createContext<CitationBook>({ numberOf: new Map(), opened: [], open: () => {} })

/** The keys after a sentence. One opens its line; with shift, or from the keyboard with `e`, all of the sentence. */
export function Cite({ refs, claim }: { refs: readonly string[]; claim: string }) {
  const book = useContext(Citations)
  const known = refs.filter((ref) => book.numberOf.has(ref))
  if (known.length === 0) return null
  const shown = known.slice(0, 6)
  return (
    <span class="nw">
      {shown.map((ref) => (
        <button
          type="button"
          class={`cite${book.opened.includes(ref) ? ' on' : ''}`}
          aria-label={`Log line ${book.numberOf.get(ref)} for: ${claim}`}
          aria-expanded={book.opened.includes(ref)}
          data-ref={ref}
          onClick={(event) => book.open(event.altKey ? [ref] : [ref, ...known.filter((other) => other !== ref)], claim)}
        >
          {book.numberOf.get(ref)}
        </button>
      ))}
      {known.length > shown.length ? (
        <button
          type="button"
          class="cite"
          aria-label={`All ${known.length} log lines for: ${claim}`}
          onClick={() => book.open(known, claim)}
        >
          +{known.length - shown.length}
        </button>
      ) : null}
    </span>
  )
}

export const Subject = ({ subject }: { subject: { kind: string; id?: string | null; name?: string | null } }) => <>{guestName(subject)}</>
