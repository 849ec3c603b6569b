import { openEvidence } from '../bundle/index.ts'
import type { EvidenceItem, Incident } from '../model/index.ts'
import { readRecords } from '../parse/index.ts'
import type { LinesView } from './views.ts'

type File = LinesView['files'][number]
type Line = File['lines'][number]

/** Beyond this many records of one source, only the cited lines themselves are shown: a page must not read gigabytes. */
const MOST_RECORDS = 400_000
const MOST_REFS = 60

/** The cited lines of a claim with `around` lines before and after, from the kept evidence; without it, the lines alone. */
export async function linesAround(incident: Incident, folder: string, refs: readonly string[], around: number): Promise<LinesView> {
  const wanted = new Set(refs.slice(0, MOST_REFS))
  const items = incident.document.evidence.filter((item) => wanted.has(item.ref))
  const byFile = Map.groupBy(items, (item) => item.file)
  const context = around > 0 ? await readContext(incident, folder, byFile, around) : new Map<string, Line[]>()
  return {
    files: Array.from(byFile, ([file, cited]) => {
      const first = cited[0]!
      const lines = context.get(file)
      return {
        file,
        node: first.node ?? null,
        from: first.from,
        boot: first.clock.boot ?? null,
        provenance: provenanceOf(first),
        lines:
          lines ??
          cited.map((item) => ({ line: item.line, text: item.text, hit: true, ref: item.ref })).toSorted((a, b) => a.line - b.line),
        more: lines !== undefined,
        command: commandFor(first),
      }
    }),
  }
}

const provenanceOf = (item: EvidenceItem): string =>
  item.witness === 'kernel' ? `the ${item.from}'s kernel` : item.witness === 'person' ? 'a person' : `told by ${item.witness}`

/** How to see the same lines on the machine itself. */
function commandFor(item: EvidenceItem): string | null {
  if (item.at === null || item.from === 'api') return null
  const at = Date.parse(item.at) / 1000
  return `journalctl --since=@${Math.floor(at) - 60} --until=@${Math.ceil(at) + 60} -o short-precise`
}

async function readContext(
  incident: Incident,
  folder: string,
  byFile: ReadonlyMap<string, readonly EvidenceItem[]>,
  around: number,
): Promise<Map<string, Line[]>> {
  const found = new Map<string, Line[]>()
  if (!incident.recipe) return found
  const opened = await openEvidence(incident.recipe.inputs.map((input) => ({ ...input, path: `${folder}/${input.path}` }))).catch(
    () => null,
  )
  if (!opened) return found
  try {
    for (const [file, cited] of byFile) {
      const source = opened.sources.find((candidate) => sameFile(candidate.file, file))
      if (!source) continue
      const reader = readRecords(
        { ...source, side: source.side ?? (cited[0]!.from === 'guest' ? 'guest' : 'host') },
        { zone: incident.document.zone.name, reference: null },
      )
      const lines = await window(reader.records, new Map(cited.map((item) => [item.line, item])), around)
      if (lines) found.set(file, lines)
    }
  } finally {
    await opened.close()
  }
  return found
}

/** Kept evidence is packed: `1-log.tar.zst!nodes/pve/journal.log` is `…/nodes/pve/journal.log`. The longest common end decides. */
function sameFile(kept: string, told: string): boolean {
  const inner = kept.includes('!') ? kept.slice(kept.lastIndexOf('!') + 1) : kept.replace(/^.*\/\d+-/, '').replace(/\.zst$/, '')
  return told === inner || told.endsWith(`/${inner}`) || told.endsWith(`!${inner}`)
}

/** Null when a cited line is not where it should be: then the file is not the one that was read. */
async function window(
  records: AsyncIterable<{ line: number; text: string }>,
  cited: ReadonlyMap<number, EvidenceItem>,
  around: number,
): Promise<Line[] | null> {
  const before: Line[] = []
  const lines: Line[] = []
  let after = 0
  let hits = 0
  let read = 0
  for await (const record of records) {
    if (++read > MOST_RECORDS) break
    const item = cited.get(record.line)
    const line = { line: record.line, text: record.text, hit: item !== undefined, ref: item?.ref ?? null }
    if (item) {
      if (item.text !== record.text) return null
      hits++
      lines.push(...before.splice(0), line)
      after = around
    } else if (after > 0) {
      lines.push(line)
      after--
    } else {
      if (hits === cited.size) break
      before.push(line)
      if (before.length > around) before.shift()
    }
  }
  return hits === cited.size ? lines : null
}
