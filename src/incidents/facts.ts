import { type EvidenceInput, openEvidence } from '../bundle/index.ts'

/** A line that a verifier looked at, verbatim. */
export interface FactLine {
  readonly file: string
  /** 1-based. */
  readonly line: number
  readonly text: string
}

/** One configuration file, or the answer of one command. */
export interface FactSource {
  readonly file: string
  /** Path on the machine or command, where it is known: `/etc/pve/jobs.cfg`, `qm config 102`. */
  readonly origin: string
  readonly node?: string
  readonly lines: readonly FactLine[]
}

/** How the machines are set up, as far as the evidence shows it. What is not here was not looked at. */
export type Facts = readonly FactSource[]

/** Configuration is small; logs are not looked at. */
const LARGEST_BYTES = 4 * 1024 ** 2

/** Reads what may hold configuration out of bundles, folders and files. What cannot be read is simply not a fact. */
export async function readFacts(inputs: readonly EvidenceInput[]): Promise<Facts> {
  const opened = await openEvidence(inputs)
  try {
    const facts: FactSource[] = []
    for (const source of opened.sources) {
      if (source.content !== 'text' || source.side === 'guest') continue
      const text = await headOf(source.open())
      if (text !== null) facts.push(...factSources({ file: source.file, origin: source.origin, node: source.node, text }))
    }
    return facts
  } finally {
    await opened.close()
  }
}

async function headOf(stream: AsyncIterable<Uint8Array>): Promise<string | null> {
  const parts: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const part of stream) {
      parts.push(part)
      bytes += part.length
      if (bytes > LARGEST_BYTES) return null
    }
  } catch {
    return null
  }
  return Buffer.concat(parts).toString('utf8')
}

/**
 * The sources of one text. Commands that print several files put `==> /etc/pve/ha/resources.cfg <==` (as `tail` does) or
 * `# cat /etc/pve/jobs.cfg` (as `pvereport` does) before each.
 */
export function factSources(given: { file: string; origin?: string | undefined; node?: string | undefined; text: string }): FactSource[] {
  const lines = given.text.split(/\r?\n/).map((text, n): FactLine => ({ file: given.file, line: n + 1, text }))
  const parts: { origin: string; lines: FactLine[] }[] = [{ origin: given.origin ?? given.file, lines: [] }]
  for (const line of lines) {
    const heading = /^==> (\/\S+) <==$/.exec(line.text) ?? /^# (?:cat )?(\/etc\/\S+|(?:qm|pct) config \d+)$/.exec(line.text)
    if (heading) parts.push({ origin: heading[1]!, lines: [] })
    // The heading stays: of an empty file it is the only line that can be shown.
    parts.at(-1)!.lines.push(line)
  }
  const node = given.node === undefined ? {} : { node: given.node }
  return parts.filter((part) => part.lines.some(({ text }) => text !== '')).map((part) => ({ file: given.file, ...node, ...part }))
}

/** Sources of one node; those whose node is not known belong to all. */
export const ofNode = (facts: Facts, node: string | undefined): Facts =>
  node === undefined ? facts : facts.filter((source) => source.node === undefined || source.node === node)

/** First lines that match, with what the groups caught. */
export function findLines(
  facts: Facts,
  pattern: RegExp,
  origin?: RegExp,
): { source: FactSource; cite: FactLine; match: RegExpExecArray }[] {
  return facts
    .filter((source) => origin === undefined || origin.test(source.origin))
    .flatMap((source) =>
      source.lines.flatMap((cite) => {
        const match = pattern.exec(cite.text)
        return match ? [{ source, cite, match }] : []
      }),
    )
}
