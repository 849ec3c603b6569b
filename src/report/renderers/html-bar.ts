import type { BlockOf } from '../blocks.ts'
import type { BarSegment } from '../memory-bar.ts'
import { escapeHtml } from './html-text.ts'

const FILL: Record<BarSegment['kind'], string> = {
  guest: 'g1',
  container: 'g3',
  hugepages: 'pt',
  arc: 'arc',
  ceph: 'slab',
  need: 'hostp',
  free: 'free',
}
const GUESTS = ['g1', 'g2', 'g3'] as const

/** Bar of a node's memory, with the marks of 85 % and of what is installed below it. */
export function memoryBarHtml({ bar: { segments, scaleKiB, marks }, caption }: BlockOf<'bar'>): string {
  const guests = segments.filter(({ kind }) => kind === 'guest')
  const drawn = segments.map((segment) => {
    const part = (segment.kib / scaleKiB) * 100
    const fill = segment.kind === 'guest' ? GUESTS[guests.indexOf(segment) % GUESTS.length]! : FILL[segment.kind]
    const label = part >= 7 ? `<b>${escapeHtml(segment.name, 60)} <s>${escapeHtml(segment.size)}</s></b>` : ''
    return `<i class="${fill}" style="width:${pct(part)}%" title="${escapeHtml(segment.name, 200)} ${escapeHtml(segment.size)}">${label}</i>`
  })
  const lines = marks.map(({ kib, label }) => {
    const at = (kib / scaleKiB) * 100
    return `<span style="${at > 80 ? `right:${pct(100 - at)}%;text-align:right` : `left:${pct(at)}%`}" class="${at > 80 ? 'before' : 'after'}">${escapeHtml(label)}</span>`
  })
  return `<figure class="plan"><div class="bar" role="img" aria-label="${escapeHtml(caption)}">${drawn.join('')}</div><div class="marks">${lines.join('')}</div></figure>`
}

const pct = (value: number) => String(Math.round(value * 1000) / 1000)
