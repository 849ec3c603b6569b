import type { CoverageRow, EvidenceItem } from '../model/index.ts'
import type { Lane } from './blocks.ts'
import { oneLine } from './hostile.ts'
import { millis } from './local-clock.ts'

const MOST_LANES = 9

type Source = Pick<EvidenceItem, 'from' | 'node' | 'file' | 'witness'>

/** Host lines are told apart by who wrote them, guest lines by guest: there one person looks at one machine. */
export const laneId = (item: Source) =>
  item.from === 'guest' ? `guest:${placeOf(item)}` : `${item.from}:${item.node ?? ''}:${item.witness}`

/** Lanes in reading order: the guests, then the host from its kernel outwards. */
export function lanesOf(items: readonly EvidenceItem[], coverage: readonly CoverageRow[]): Lane[] {
  const groups = new Map<string, EvidenceItem[]>()
  for (const item of items) groups.set(laneId(item), [...(groups.get(laneId(item)) ?? []), item])
  const rank = ({ from, witness }: Source) => (from === 'guest' ? 0 : witness === 'kernel' ? 1 : from === 'host' ? 2 : 3)
  return [...groups]
    .toSorted(([, a], [, b]) => rank(a[0]!) - rank(b[0]!))
    .slice(0, MOST_LANES)
    .map(([id, lines]) => {
      const first = lines[0]!
      const files = new Set(lines.map((line) => line.file))
      return {
        id,
        name: first.from === 'guest' ? `guest ${placeOf(first)}` : witnessName(first.witness),
        place: first.from === 'guest' ? 'in the guest' : oneLine(first.node ?? (first.from === 'api' ? 'API' : 'host')),
        held: coverage
          .filter((row) => files.has(row.source))
          .flatMap((row) => {
            const [from, to] = [millis(row.from), millis(row.to)]
            return from === null || to === null ? [] : [{ from, to, gap: row.status !== 'complete' }]
          }),
      }
    })
}

function placeOf({ node, file }: Pick<EvidenceItem, 'node' | 'file'>): string {
  return oneLine(node ?? /(?:^|\/)guests\/([^/]+)\//.exec(file)?.[1] ?? '').trim()
}

const WITNESS: Readonly<Record<string, string>> = { pve: 'PVE', qemu: 'QEMU', daemon: 'other programs', shape: 'shape of the log' }

const witnessName = (witness: string) => WITNESS[witness] ?? oneLine(witness)
