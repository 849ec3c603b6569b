import type { IncidentFile, NarrativeEdit } from '../model/index.ts'

const REF = /\s*\[(?:e\d+|coverage:[^\]]+)\]/g

/** What a person put in place of the machine's words, with the references taken out of the text. */
export function editOf(
  file: IncidentFile | undefined,
  part: NarrativeEdit['part'],
): { readonly text: string; readonly cites: readonly string[]; readonly by: string } | null {
  const edit = file?.incident.edits.find((one) => one.part === part)
  return edit ? { text: edit.text.replace(REF, '').trim(), cites: edit.refs, by: edit.by } : null
}
