import { type DiagnosisDocument, type NarrativeEdit, WhydownError } from '../model/index.ts'

/** `[3]` as a report prints it, `[e6]` as the document has it, `[coverage:journal.log]`. */
const CITATION = /\[(\d+|C\d+|e\d+|coverage:[^\]]+)\]/g

export interface Narrative {
  /** Citations as `[e6]`: the numbers of a report may change, references do not. */
  readonly text: string
  readonly refs: readonly string[]
}

/**
 * A person's text with its citations. `numbers` maps what the report prints to references. A citation of a line that is not
 * there is refused: a sentence must not seem to rest on something.
 */
export function readNarrative(text: string, document: DiagnosisDocument, numbers: ReadonlyMap<string, string>): Narrative {
  const known = new Set([...document.evidence.map(({ ref }) => ref), ...document.coverage.map(({ source }) => `coverage:${source}`)])
  const refs: string[] = []
  const written = text.replace(CITATION, (whole, cited: string) => {
    const ref = numbers.get(cited) ?? cited
    if (!known.has(ref))
      throw new WhydownError(
        'usage',
        `The text cites ${whole}, and there is no such line.`,
        `Numbers are those of the report (1 to ${[...numbers.keys()].filter((one) => /^\d/.test(one)).length}). For a bracket that is no citation, use another one.`,
      )
    refs.push(ref)
    return `[${ref}]`
  })
  return { text: written.trim(), refs: [...new Set(refs)] }
}

/**
 * The same edits for another document about the same outage: each citation follows its line, by the text and the time of it.
 * `lost` names the edits whose line the other document does not hold.
 */
export function carryEdits(
  edits: readonly NarrativeEdit[],
  before: DiagnosisDocument,
  after: DiagnosisDocument,
): { readonly edits: NarrativeEdit[]; readonly lost: readonly { readonly part: NarrativeEdit['part']; readonly line: string }[] } {
  const lost: { part: NarrativeEdit['part']; line: string }[] = []
  const carried = edits.map((edit) => {
    const moved = new Map<string, string>()
    for (const ref of edit.refs) {
      if (ref.startsWith('coverage:')) {
        if (after.coverage.some(({ source }) => `coverage:${source}` === ref)) moved.set(ref, ref)
        else lost.push({ part: edit.part, line: ref })
        continue
      }
      const line = before.evidence.find((item) => item.ref === ref)
      const same = after.evidence.find((item) => item.text === line?.text && item.at === line.at && item.from === line.from)
      if (same) moved.set(ref, same.ref)
      else lost.push({ part: edit.part, line: line?.text ?? ref })
    }
    const text = edit.text.replace(CITATION, (whole, ref: string) => (moved.has(ref) ? `[${moved.get(ref)}]` : whole))
    return { ...edit, text, refs: edit.refs.map((ref) => moved.get(ref) ?? ref) }
  })
  return { edits: carried, lost }
}
