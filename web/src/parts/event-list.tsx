import { useRef, useState } from 'preact/hooks'
import type { EvidenceItem } from '../../../src/model/index.ts'
import { clock, printable, stamp } from '../format.ts'

const ROW_PX = 30
const VIEW_PX = 420

/** All lines, of which only those in view are in the page: a hundred thousand scroll like ten. */
export function EventList({
  evidence,
  cited,
  zone,
  open,
}: {
  evidence: readonly EvidenceItem[]
  cited: ReadonlyMap<string, number>
  zone: string
  open: (refs: readonly string[], claim: string) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const first = Math.max(0, Math.floor(top / ROW_PX) - 8)
  const rows = evidence.slice(first, first + Math.ceil(VIEW_PX / ROW_PX) + 16)
  return (
    <div class="vlist" ref={box} onScroll={() => setTop(box.current?.scrollTop ?? 0)} tabIndex={0} role="region" aria-label="All lines">
      <div style={{ height: `${evidence.length * ROW_PX}px` }} />
      {rows.map((item, i) => (
        <button
          type="button"
          key={item.ref}
          class={`rowx${cited.has(item.ref) ? ' key' : ''}`}
          style={{ top: `${(first + i) * ROW_PX}px` }}
          onClick={() => open([item.ref], item.says)}
        >
          <span class="mut">{item.at ? (innerWidth < 720 ? clock(item.at, zone) : stamp(item.at, zone)) : 'no time'}</span>
          <span title={printable(item.text, 400)}>
            {item.says}
            {cited.has(item.ref) ? ` [${cited.get(item.ref)}]` : ''}
          </span>
          <span class="mut">{`${item.from}${item.node ? ` ${item.node}` : ''}, ${item.witness}`}</span>
        </button>
      ))}
    </div>
  )
}
