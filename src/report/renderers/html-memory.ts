import type { BlockOf } from '../blocks.ts'
import { size } from '../local-clock.ts'
import { escapeHtml, join } from './html-text.ts'

type Row = BlockOf<'memory'>['account']['rows'][number]

const FILL: Record<Row['kind'], string> = {
  guest: 'g3',
  process: 'hostp',
  cache: 'cache',
  slab: 'slab',
  tables: 'pt',
  hugepages: 'g2',
  free: 'free',
  unaccounted: 'arc',
  reserved: 'rsv',
}

/** The bar of all memory, a magnified bar of what guests left over, and the table that sums. */
export function memoryHtml({ account }: BlockOf<'memory'>): string {
  const guests = account.rows.filter((row) => row.kind === 'guest').toSorted((a, b) => b.kib - a.kib)
  const fill = (row: Row) => (row.kind === 'guest' ? `g${Math.min(3, guests.indexOf(row) + 1)}` : FILL[row.kind])
  const rest = account.rows.filter((row) => row.kind !== 'guest' && row.kib > 0)
  const restKiB = sum(rest)
  const share = account.totalKiB === 0 ? 0 : restKiB / account.totalKiB
  const magnified = rest.length > 2 && share > 0 && share < 0.3
  // Rows that add up to more than is installed would be drawn over the edge: the scale is the larger of the two.
  const whole = Math.max(account.totalKiB, sum(account.rows), 1)
  return join(
    `<div class="bar">${account.rows.map((row) => segment(row, whole)).join('')}</div>`,
    magnified &&
      `<svg class="mag" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><path d="M${pct(100 - share * 100)} 0L0 10H100V0z"/></svg><div class="bar small">${rest.map((row) => segment(row, restKiB)).join('')}</div>`,
    magnified && `<p class="mut">The other ${size(restKiB)}, ${Math.round(1 / share)} times larger.</p>`,
    `<table class="acct"><thead><tr><th></th><th>Held by</th><th class="r">Size</th><th class="r wide">KiB</th><th class="wide">Read from</th></tr></thead><tbody>${account.rows.map(line).join('')}`,
    `<tr class="sum"><td></td><td>Sum of the rows</td><td class="r">${size(sum(account.rows))}</td><td class="r wide">${thousands(sum(account.rows))}</td><td class="wide mut">installed: ${size(account.totalKiB)}</td></tr></tbody></table>`,
  )

  function segment(row: Row, of: number): string {
    const part = (row.kib / of) * 100
    const label = part >= 7 ? `<b>${escapeHtml(row.name, 60)} <s>${size(row.kib)}${row.killed ? ', killed' : ''}</s></b>` : ''
    return `<i class="${fill(row)}${row.killed ? ' victim' : ''}" style="width:${pct(part)}%" title="${escapeHtml(row.name, 200)} ${size(row.kib)}${row.killed ? ', killed' : ''}">${label}</i>`
  }

  function line(row: Row): string {
    return `<tr${row.killed ? ' class="hit"' : ''}><td><i class="sw ${fill(row)}${row.killed ? ' victim' : ''}"></i></td><td>${escapeHtml(row.name)}${row.killed ? ', <b>killed</b>' : ''}</td><td class="r">${size(row.kib)}</td><td class="r wide mut">${thousands(row.kib)}</td><td class="wide mut">${escapeHtml(row.readFrom)}</td></tr>`
  }
}

const sum = (rows: readonly Row[]) => rows.reduce((total, row) => total + row.kib, 0)
const pct = (value: number) => String(Math.round(value * 1000) / 1000)
const thousands = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f')
