import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { CoverageRow, Diagnosis, EvidenceItem } from '../../../src/model/index.ts'
import { clock, duration, zoneName } from '../format.ts'
import { Icon, RoleShape } from '../icons.tsx'
import { layoutLane, type LaneLayout, type TimelineEvent } from './layout.ts'
import { Overview } from './overview.tsx'
import { scaleOf, type Span, storySpans, ticks } from './scale.ts'

const LANE_NAME: Record<string, string> = {
  kernel: 'kernel',
  systemd: 'systemd',
  pve: 'PVE tasks',
  daemon: 'services',
  qemu: 'QEMU',
  person: 'people',
}
const HEAD = 48
const FIRST_ROW = 19
const ROW = 18

const useWidth = () => {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(1000)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)))
    if (box.current) watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  return { box, width }
}

/** Every source on one clock: a lane each, what it held as its line, the outage as a band, the causal chain drawn over the events. */
export function Timeline({
  diagnosis,
  evidence,
  coverage,
  zone,
  opened,
  open,
}: {
  diagnosis: Diagnosis
  evidence: readonly EvidenceItem[]
  coverage: readonly CoverageRow[]
  zone: string
  opened: readonly string[]
  open: (refs: readonly string[], claim: string) => void
}) {
  const { box, width } = useWidth()
  const { events, lanes, story, whole } = useMemo(() => read(diagnosis, evidence, zone), [diagnosis, evidence, zone])
  const from = diagnosis.outage.from ? Date.parse(diagnosis.outage.from) : null
  const to = diagnosis.outage.to ? Date.parse(diagnosis.outage.to) : null
  const presets = useMemo(() => {
    const list: [string, Span[]][] = [['Story', story]]
    if (from !== null) list.push(['Fall', [{ from: from - 60_000, to: from + 15_000 }]])
    if (to !== null) list.push(['Return', [{ from: to - 10_000, to: to + 60_000 }]])
    list.push(['All', [whole]])
    return list
  }, [story, whole, from, to])
  const [preset, setPreset] = useState('Story')
  const [window, setWindow] = useState<Span | null>(null)
  const spans = window ? [window] : (presets.find(([name]) => name === preset)?.[1] ?? story)
  const zoom = (factor: number) => {
    const a = spans[0]?.from ?? whole.from
    const b = spans.at(-1)?.to ?? whole.to
    const middle = (a + b) / 2
    const half = Math.max(4000, (b - a) * factor) / 2
    setWindow({ from: Math.max(whole.from, middle - half), to: Math.min(whole.to, middle + half) })
  }
  const choose = (name: string) => {
    setPreset(name)
    setWindow(null)
  }
  if (events.length === 0) return <p class="mut">No line of this incident carries a time.</p>

  const narrow = width < 600
  const gutter = narrow ? 14 : 126
  const scale = scaleOf(spans, gutter, width - (narrow ? 8 : 16))
  const laid = lanes.map((lane) => layoutLane(lane.key, lane.events, scale))
  let y = HEAD
  const tops = laid.map((lane) => {
    const top = y
    y += narrow ? 34 : 16 + FIRST_ROW + lane.rows * ROW
    return top
  })
  const height = y + 4
  const dotY = (i: number) => tops[i]! + (narrow ? 22 : 14)
  const x0 = from === null ? null : scale.clamp(from)
  const x1 = to === null ? scale.right : scale.clamp(to)
  const seen = from !== null && spans.some((span) => span.to >= from && span.from <= (to ?? Infinity))

  return (
    <div class="tl" ref={box}>
      <div class="tlbar">
        <div class="seg" role="group" aria-label="Time span">
          {presets.map(([name], i) => (
            <button type="button" class="btn" aria-pressed={!window && preset === name} data-span={i + 1} onClick={() => choose(name)}>
              {name === 'All' ? 'Whole time' : name}
            </button>
          ))}
        </div>
        <div class="seg">
          <button type="button" class="btn" aria-label="Zoom out" onClick={() => zoom(2)}>
            −
          </button>
          <button type="button" class="btn" aria-label="Zoom in" onClick={() => zoom(0.5)}>
            +
          </button>
        </div>
        <span class="mut">
          {window ? `${clock(window.from, zone)} to ${clock(window.to, zone)}` : ''} {zoneName(spans[0]?.from ?? whole.from, zone)}
        </span>
      </div>
      <Overview
        width={width}
        left={gutter}
        right={width - (narrow ? 8 : 16)}
        whole={whole}
        spans={spans}
        outage={from === null ? null : { from, to: to ?? whole.to }}
        marks={events}
        zone={zone}
        choose={setWindow}
        reset={() => choose('Story')}
      />
      <svg width={width} height={height} role="group" aria-label="Timeline; the same events stand in the list below">
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0l8 4-8 4z" fill="var(--ink)" />
          </marker>
        </defs>
        {seen && x0 !== null ? (
          <g>
            <rect x={x0} y={36} width={Math.max(1, x1 - x0)} height={height - 36} fill="var(--down-bg)" />
            <rect x={x0} y={22} width={Math.max(2, x1 - x0)} height={14} fill="var(--down)" />
            {x1 - x0 > 130 ? (
              <text class="inv" x={(x0 + x1) / 2} y={33} text-anchor="middle">
                {diagnosis.outage.seconds === null ? 'not seen back' : `down ${duration(diagnosis.outage.seconds)}`}
              </text>
            ) : null}
          </g>
        ) : null}
        {ticks(scale, narrow ? 80 : 110).map((tick) => (
          <g>
            <path d={`M${tick.x} 18V${height}`} stroke="var(--line)" />
            <text class="t3" x={tick.x} y={13} text-anchor="middle">
              {clock(tick.at, zone, (scale.pieces[0]?.to ?? 0) - (scale.pieces[0]?.from ?? 0) < 3_600_000)}
            </text>
          </g>
        ))}
        {scale.folds.map((fold) => (
          <g>
            {[fold.left + 8, fold.right - 8].map((x) => (
              <path d={zigzag(x, height)} fill="none" stroke="var(--ink3)" opacity=".6" />
            ))}
            {narrow ? null : (
              <text class="t3" x={(fold.left + fold.right) / 2} y={height - 2} text-anchor="middle">
                <title>{`${duration(fold.ms / 1000)} without an event of this incident`}</title>…
              </text>
            )}
          </g>
        ))}
        {marksOf(diagnosis).map(([name, at, colour]) => {
          const x = scale.x(at)
          return x === null ? null : (
            <g>
              <path d={`M${x} 22V${height}`} stroke={`var(--${colour})`} />
              <rect x={name === 't2' ? x : x - 22} y={22} width={22} height={14} fill={`var(--${colour})`} />
              <text class="inv" x={name === 't2' ? x + 11 : x - 11} y={33} text-anchor="middle">
                {name}
              </text>
            </g>
          )
        })}
        {lanes.map((lane, i) => (
          <LaneLine
            name={lane.name}
            host={lane.host}
            y={dotY(i)}
            top={tops[i]!}
            left={gutter}
            right={scale.right}
            narrow={narrow}
            held={heldBy(lane.files, coverage).map((span) => [scale.clamp(span.from), scale.clamp(span.to)] as const)}
          />
        ))}
        <ChainArrows laid={laid} dotY={dotY} />
        {laid.map((lane, i) =>
          lane.placed.map((dot) => {
            const refs = dot.events.map((event) => event.ref)
            const first = dot.events[0]!
            const cy = dotY(i)
            const inside = x0 !== null && seen && dot.x > x0 && dot.x < x1
            const says = dot.events.length > 1 ? `${first.text} and ${dot.events.length - 1} more` : first.text
            return (
              <g
                class={`ev${refs.some((ref) => opened.includes(ref)) ? ' on' : ''}${inside ? ' in-outage' : ''}`}
                tabindex={0}
                role="button"
                aria-label={`${first.time} ${says}`}
                onClick={() => open(refs.slice(0, 40), says)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' || event.key === ' ') {
                    event.preventDefault()
                    open(refs.slice(0, 40), says)
                  }
                }}
              >
                <title>{`${first.time} ${says}`}</title>
                {dot.label && dot.label.row > 0 && !narrow ? (
                  <path d={`M${dot.x} ${cy}V${cy + 6 + dot.label.row * ROW}`} stroke="var(--ink3)" />
                ) : null}
                {dot.role ? (
                  <>
                    <circle cx={dot.x} cy={cy} r={10} fill={`var(--${inside ? 'down-bg' : 'bg'})`} />
                    <RoleShape role={dot.role} x={dot.x} y={cy} />
                  </>
                ) : (
                  <circle
                    cx={dot.x}
                    cy={cy}
                    r={dot.events.length > 1 ? 5 : 4}
                    fill="var(--bg)"
                    stroke="var(--ink)"
                    stroke-width={dot.events.length > 1 ? 2.5 : 1.5}
                  />
                )}
                {dot.label && !narrow ? (
                  <text
                    class="halo"
                    x={dot.label.x}
                    y={cy + FIRST_ROW + dot.label.row * ROW}
                    text-anchor={dot.label.anchor}
                    font-weight={dot.role ? 600 : 400}
                  >
                    <tspan class="t3" font-weight={400}>
                      {dot.label.time}
                    </tspan>
                    {`  ${dot.label.text}`}
                  </text>
                ) : null}
              </g>
            )
          }),
        )}
      </svg>
      <div class="tlfoot">
        {(['condition', 'trigger', 'mechanism', 'amplifier'] as const).map((role) => (
          <span>
            <Icon name={role} class={role} /> {role}
          </span>
        ))}
        <span>
          <svg width="18" height="8" aria-hidden="true">
            <path d="M0 4h18" stroke="var(--ink)" stroke-width="1.5" />
          </svg>
          source held this time
        </span>
        <span>
          <svg width="18" height="8" aria-hidden="true">
            <path d="M0 4h18" stroke="var(--ink3)" stroke-dasharray="2 3" />
          </svg>
          source has a gap
        </span>
      </div>
    </div>
  )
}

function LaneLine(props: {
  name: string
  host: string
  y: number
  top: number
  left: number
  right: number
  narrow: boolean
  held: readonly (readonly [number, number])[]
}) {
  const { y, left, right } = props
  return (
    <g>
      {props.narrow ? (
        <text class="t3" x={left} y={props.top + 8}>{`${props.name}, ${props.host}`}</text>
      ) : (
        <>
          <text class="lane" x={0} y={y + 4}>
            {props.name}
          </text>
          <text class="t3" x={0} y={y + 20}>
            {props.host}
          </text>
        </>
      )}
      <path d={`M${left} ${y}H${right}`} stroke="var(--line2)" stroke-dasharray="2 4" />
      {props.held.map(([a, b]) => (b - a > 1 ? <path d={`M${a} ${y}H${b}`} stroke="var(--line2)" stroke-width={1.5} /> : null))}
    </g>
  )
}

/** Arrows between the links of the chain that stand in view; a trigger's is dashed. */
function ChainArrows({ laid, dotY }: { laid: readonly LaneLayout[]; dotY: (i: number) => number }) {
  const find = (role: string) => {
    for (const [i, lane] of laid.entries()) {
      const dot = lane.placed.find((p) => p.role === role)
      if (dot) return [dot.x, dotY(i)] as const
    }
    return null
  }
  const arrow = (a: readonly [number, number] | null, b: readonly [number, number] | null, dashed: boolean) => {
    if (!a || !b || Math.hypot(a[0] - b[0], a[1] - b[1]) < 44) return null
    const bend = (b[0] - a[0]) / 2
    const d =
      Math.abs(b[0] - a[0]) < 30
        ? `M${a[0]} ${a[1] + 11}V${b[1] - 12 * Math.sign(b[1] - a[1])}`
        : `M${a[0] + 11} ${a[1]}C${a[0] + bend} ${a[1]} ${b[0] - bend} ${b[1]} ${b[0] - 13} ${b[1]}`
    return <path class="ch" d={d} {...(dashed ? { 'stroke-dasharray': '5 3' } : {})} marker-end="url(#arrow)" />
  }
  const mechanism = find('mechanism')
  return (
    <g>
      {arrow(find('trigger'), mechanism, true)}
      {arrow(find('condition'), mechanism, false)}
      {arrow(mechanism, find('amplifier'), false)}
    </g>
  )
}

const zigzag = (x: number, height: number) => {
  let d = `M${x} 38`
  for (let y = 38, n = 0; y < height - 14; y += 6, n++) d += `l${n % 2 ? -4 : 4} 6`
  return d
}

const marksOf = (diagnosis: Diagnosis): [string, number, string][] => {
  const marks: [string, number, string][] = []
  if (diagnosis.bracket.lastAlive) marks.push(['t0', Date.parse(diagnosis.bracket.lastAlive.at), 'warn'])
  if (diagnosis.outage.from) marks.push(['t1', Date.parse(diagnosis.outage.from), 'down'])
  if (diagnosis.outage.to) marks.push(['t2', Date.parse(diagnosis.outage.to), 'down'])
  return marks
}

const heldBy = (files: ReadonlySet<string>, coverage: readonly CoverageRow[]): Span[] =>
  coverage.flatMap((row) => (files.has(row.source) && row.from && row.to ? [{ from: Date.parse(row.from), to: Date.parse(row.to) }] : []))

/** Lanes and events of one diagnosis. A line belongs to the lane of who said it on which machine; guests first, then hosts. */
function read(diagnosis: Diagnosis, evidence: readonly EvidenceItem[], zone: string) {
  const roleOf = new Map<string, string>()
  // The first line of a link stands for it; the mechanism wins over what it shares a line with.
  for (const role of ['condition', 'amplifier', 'trigger', 'mechanism'])
    for (const link of diagnosis.chain) {
      const ref = link.role === role ? link.evidence.find((r) => evidence.some((e) => e.ref === r && e.at !== null)) : undefined
      if (ref) roleOf.set(ref, role)
    }
  const cited = new Set(diagnosis.timeline)
  const lanes = new Map<string, { key: string; name: string; host: string; from: string; files: Set<string>; events: TimelineEvent[] }>()
  const events: TimelineEvent[] = []
  for (const item of evidence) {
    if (item.at === null || (diagnosis.timeline.length > 0 && !cited.has(item.ref) && !roleOf.has(item.ref))) continue
    const speaker = item.from === 'guest' && item.witness !== 'kernel' ? 'guest' : item.witness
    const key = `${item.from}/${item.node ?? ''}/${speaker}`
    let lane = lanes.get(key)
    if (!lane) {
      const who = item.from === 'guest' ? (speaker === 'kernel' ? 'guest kernel' : 'guest') : (LANE_NAME[speaker] ?? speaker)
      lane = {
        key,
        name: who,
        host: item.node ?? (item.from === 'guest' ? 'guest' : item.from),
        from: item.from,
        files: new Set(),
        events: [],
      }
      lanes.set(key, lane)
    }
    const event = {
      ref: item.ref,
      at: Date.parse(item.at),
      lane: key,
      text: item.says,
      time: clock(item.at, zone),
      role: roleOf.get(item.ref) ?? null,
      cited: cited.has(item.ref),
      salience: item.salience,
    }
    lane.files.add(item.file)
    lane.events.push(event)
    events.push(event)
  }
  const times = events.map((event) => event.at)
  for (const at of [diagnosis.outage.from, diagnosis.outage.to]) if (at) times.push(Date.parse(at))
  let [first, last] = [Infinity, -Infinity]
  for (const time of times) {
    if (time < first) first = time
    if (time > last) last = time
  }
  const pad = Math.max(5000, (last - first) * 0.03)
  return {
    events,
    lanes: [...lanes.values()].toSorted((a, b) => (a.from === b.from ? 0 : a.from === 'guest' ? -1 : 1)),
    story: storySpans(times),
    whole: { from: first - pad, to: last + pad },
  }
}
