import type { CoverageRow, EvidenceItem } from '../model/index.ts'
import { oneLine } from './hostile.ts'
import type { LocalClock } from './local-clock.ts'
import { millis } from './local-clock.ts'

const STAMP: Record<EvidenceItem['clock']['stamp'], string> = {
  absolute: '',
  local: 'zone assumed',
  'inferred-year': 'year assumed',
  'time-only': 'day assumed',
  uptime: 'computed from the time since boot',
  none: 'no time in the line',
}

const STATUS: Record<CoverageRow['status'], string> = {
  complete: 'complete',
  truncated: 'only a part',
  denied: 'no permission',
  missing: 'not there',
  unread: 'could not be read',
}

/** `2025-07-29 23:19:25.117` in UTC, or `no time`. */
export function utcTime(at: string | null): string {
  const ms = millis(at)
  return ms === null ? 'no time' : new Date(ms).toISOString().replace('T', ' ').replace('Z', '')
}

/** What was done to the stamp of this line before it became a time; empty for a stamp that needs nothing. */
export const stampNote = (item: EvidenceItem) => STAMP[item.clock.stamp]

/** `pve`, `guest maas`, `API`: which machine wrote the line. */
export function sideOf(item: Pick<EvidenceItem, 'from' | 'node'>): string {
  const node = item.node ? ` ${oneLine(item.node)}` : ''
  return item.from === 'api' ? `API${node}` : `${item.from}${node}`
}

export const placeInFile = (item: Pick<EvidenceItem, 'file' | 'line'>) => `${oneLine(item.file)}:${item.line}`

export function coverageWords(row: CoverageRow, clock: LocalClock): { status: string; span: string; because: string } {
  const [from, to] = [millis(row.from), millis(row.to)]
  const end = (at: number) => `${clock.date(at)} ${clock.time(at)}`
  const span =
    from === null
      ? ''
      : to === null
        ? `from ${end(from)}`
        : clock.date(from) === clock.date(to)
          ? `${end(from)} to ${clock.time(to)}`
          : `${end(from)} to ${end(to)}`
  return { status: STATUS[row.status], span, because: row.because ? oneLine(row.because) : '' }
}
