import { useRef } from 'preact/hooks'
import { clock } from '../format.ts'
import { scaleOf, type Span, ticks } from './scale.ts'

const TOP = 20
const HEIGHT = 26

/** The whole time in one strip. Drag to zoom, drag the window to move it; arrows, + and − do the same, 0 resets. */
export function Overview(props: {
  width: number
  left: number
  right: number
  whole: Span
  spans: readonly Span[]
  outage: Span | null
  marks: readonly { at: number }[]
  zone: string
  choose: (span: Span) => void
  reset: () => void
}) {
  const { whole, spans } = props
  const svg = useRef<SVGSVGElement>(null)
  const scale = scaleOf([whole], props.left, props.right)
  const drag = useRef<{ from: number; move: Span | null } | null>(null)
  const timeAt = (clientX: number) => {
    const x = clientX - (svg.current?.getBoundingClientRect().left ?? 0)
    const t = whole.from + ((x - props.left) / Math.max(1, props.right - props.left)) * (whole.to - whole.from)
    return Math.min(whole.to, Math.max(whole.from, t))
  }
  const current = { from: spans[0]?.from ?? whole.from, to: spans.at(-1)?.to ?? whole.to }
  const shift = (by: number) => {
    const length = current.to - current.from
    const from = Math.min(whole.to - length, Math.max(whole.from, current.from + by * length))
    props.choose({ from, to: from + length })
  }
  const scaleBy = (factor: number) => {
    const middle = (current.from + current.to) / 2
    const half = Math.max(2000, ((current.to - current.from) * factor) / 2)
    props.choose({ from: Math.max(whole.from, middle - half), to: Math.min(whole.to, middle + half) })
  }
  const bins = new Set(props.marks.map((mark) => Math.round(scale.clamp(mark.at))))
  return (
    <svg
      class="ov"
      ref={svg}
      width={props.width}
      height={TOP + HEIGHT + 4}
      tabindex={0}
      role="slider"
      aria-label="Zoom window. Arrow keys move, plus and minus zoom, 0 resets."
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(((current.from - whole.from) / Math.max(1, whole.to - whole.from)) * 100)}
      aria-valuetext={`${clock(current.from, props.zone)} to ${clock(current.to, props.zone)}`}
      onPointerDown={(event) => {
        const t = timeAt(event.clientX)
        const inside = spans.length === 1 && t > current.from && t < current.to && current.to - current.from < (whole.to - whole.from) * 0.9
        drag.current = { from: t, move: inside ? current : null }
        svg.current?.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        const d = drag.current
        if (!d) return
        const t = timeAt(event.clientX)
        if (d.move) {
          const length = d.move.to - d.move.from
          const from = Math.min(whole.to - length, Math.max(whole.from, d.move.from + t - d.from))
          props.choose({ from, to: from + length })
        } else if (Math.abs(t - d.from) > (whole.to - whole.from) / 100)
          props.choose({ from: Math.min(t, d.from), to: Math.max(t, d.from) })
      }}
      onPointerUp={() => (drag.current = null)}
      onKeyDown={(event) => {
        const act: Record<string, () => void> = {
          ArrowLeft: () => shift(-0.2),
          ArrowRight: () => shift(0.2),
          '+': () => scaleBy(0.6),
          '-': () => scaleBy(1.6),
          '0': props.reset,
        }
        if (act[event.key]) {
          event.preventDefault()
          event.stopPropagation()
          act[event.key]!()
        }
      }}
    >
      <rect x={props.left} y={TOP} width={Math.max(1, props.right - props.left)} height={HEIGHT} fill="var(--bg2)" />
      {props.outage ? (
        <rect
          x={scale.clamp(props.outage.from)}
          y={TOP}
          width={Math.max(2, scale.clamp(props.outage.to) - scale.clamp(props.outage.from))}
          height={HEIGHT}
          fill="var(--down-bg)"
        />
      ) : null}
      {ticks(scale, 120).map((tick) => (
        <text class="t3" x={tick.x} y={12} text-anchor="middle">
          {clock(tick.at, props.zone, whole.to - whole.from < 600_000)}
        </text>
      ))}
      {props.left > 60 ? (
        <text class="t3" x={0} y={TOP + 17}>
          Drag to zoom
        </text>
      ) : null}
      {[...bins].map((x) => (
        <path d={`M${x} ${TOP + HEIGHT}v-7`} stroke="var(--ink)" />
      ))}
      {spans.map((span) => {
        const a = scale.clamp(span.from)
        const b = Math.max(a + 5, scale.clamp(span.to))
        return (
          <rect
            x={a}
            y={TOP - 2}
            width={b - a}
            height={HEIGHT + 4}
            fill="var(--link)"
            fill-opacity=".14"
            stroke="var(--link)"
            stroke-width={1.5}
          />
        )
      })}
    </svg>
  )
}
