import type { BlockOf, Mark } from '../blocks.ts'
import { oneLine } from '../hostile.ts'
import { duration, type LocalClock } from '../local-clock.ts'
import { escapeHtml, join } from './html-text.ts'
import { layOut } from './label-layout.ts'
import { timeScale } from './time-scale.ts'

const WEIGHT: Record<Mark['salience'], number> = { end: 6, fault: 5, recovery: 5, intent: 4, activity: 3, symptom: 2, context: 1 }
const ROW = 16

interface Form {
  readonly width: number
  readonly gutter: number
  readonly labels: boolean
  readonly id: string
}

/** The drawing, once wide with labels and once narrow with marks alone; the page shows the one that fits. */
export function timelineDrawings(block: BlockOf<'timeline'>, clock: LocalClock, key: (mark: Mark) => string): string {
  if (block.lanes.length === 0) return ''
  return join(
    `<div class="wide">${drawing(block, clock, key, { width: 1160, gutter: 132, labels: true, id: 'w' })}</div>`,
    `<div class="narrow">${drawing(block, clock, key, { width: 358, gutter: 84, labels: false, id: 'n' })}</div>`,
  )
}

function drawing(
  { lanes, marks, outage, moments }: BlockOf<'timeline'>,
  clock: LocalClock,
  key: (mark: Mark) => string,
  form: Form,
): string {
  const [left, right] = [form.gutter + 10, form.width - (form.labels ? 24 : 10)]
  const times = [...marks.map((m) => m.at), ...moments.map((m) => m.at), ...(outage ? [outage.from, outage.to ?? outage.from] : [])]
  const scale = timeScale(times, left, right, form.labels ? 190 : 96, form.labels ? 92 : 70)
  const end = outage ? (outage.to === null ? right + 8 : scale.x(outage.to)) : 0
  const begin = outage ? scale.x(outage.from) : 0

  // Rows of labels decide how high a lane is.
  let y = 70
  const drawn = lanes.map((lane) => {
    const own = marks.filter((mark) => mark.lane === lane.id)
    const texts = own.map((mark) => ({
      x: scale.x(mark.at),
      text: labelOf(mark, clock),
      weight: (mark.role ? 10 : 0) + WEIGHT[mark.salience],
    }))
    const places = form.labels ? layOut(texts, { left: form.gutter + 4, right: form.width, rows: 3 }, measure) : texts.map(() => null)
    const rows = Math.max(0, ...places.map((place) => (place ? place.row + 1 : 0)))
    const at = y
    y += form.labels ? 30 + Math.max(1, rows) * ROW : 32
    return { lane, own, texts, places, y: at }
  })
  const bottom = y - 14

  const spoken = `${lanes.length} lanes, ${marks.length} events${outage ? `, ${outage.label}` : ''}. The same events follow as a list.`
  return `<svg class="tl" viewBox="0 0 ${form.width} ${bottom + 4}" role="img" aria-label="${escapeHtml(spoken)}">${join(
    outage &&
      `<rect class="band${outage.to === null ? ' open' : ''}" x="${n(begin)}" y="30" width="${n(Math.max(3, end - begin))}" height="${n(bottom - 30)}"/>`,
    axis(),
    // Lines first: the words of the lanes are written over them, with a halo.
    ...scale.folds.map((fold) => zigzag(fold.x + fold.width / 2, fold.to - fold.from)),
    ...moments.map(({ at }) => `<path class="moment" d="M${n(scale.x(at))} 28V${n(bottom)}"/>`),
    ...drawn.map((row) => lane(row)),
    outage && bar(),
    ...moments.map((moment) => tab(moment)),
  )}</svg>`

  function axis(): string {
    const words = (at: number) =>
      scale.stepMs >= 43_200_000
        ? `${clock.date(at).slice(5)} ${clock.minute(at)}`
        : scale.stepMs >= 60_000
          ? clock.minute(at)
          : clock.time(at)
    return scale.ticks
      .map(
        (at) =>
          `<path class="tick" d="M${n(scale.x(at))} 22V${n(bottom)}"/><text class="t3" x="${n(scale.x(at))}" y="16" text-anchor="middle">${words(at)}</text>`,
      )
      .join('')
  }

  function lane({ lane: { name, place, held }, own, texts, places, y: at }: (typeof drawn)[number]): string {
    const title = cut(oneLine(name), form.labels ? 19 : 12)
    const spans = held.map((span) => {
      const [from, to] = [scale.x(span.from), scale.x(span.to)]
      return span.gap
        ? ''
        : `<path class="held" d="M${n(from)} ${n(at)}H${n(Math.max(from + 1, span.to >= Math.max(...times) ? right + 8 : to))}"/>`
    })
    const shapes = own.map((mark, i) => {
      const x = texts[i]?.x ?? left
      const spot = places[i]
      const title = `<title>${escapeHtml(`${clock.date(mark.at)} ${clock.exact(mark.at)} ${mark.text}${mark.role ? `, ${mark.role}` : ''} [${key(mark)}]`, 400)}</title>`
      const shape = mark.role
        ? `<svg class="${mark.role}" x="${n(x - 7)}" y="${n(at - 7)}" width="14" height="14" viewBox="0 0 14 14"><use href="#r-${mark.role}"/></svg>`
        : `<circle class="ring" cx="${n(x)}" cy="${n(at)}" r="4"/>`
      const text = spot
        ? `<text class="halo${mark.role ? ' strong' : ''}" x="${n(spot.x)}" y="${n(at + 18 + spot.row * ROW)}"><tspan class="t3">${clock.time(mark.at)}</tspan> ${escapeHtml(cut(oneLine(mark.text), 40))}</text>`
        : ''
      return { text, shape: `<g>${title}${shape}</g>` }
    })
    return join(
      `<path class="gap" d="M${n(form.gutter)} ${n(at)}H${n(right + 8)}"/>`,
      ...spans,
      `<text class="lane" x="0" y="${n(at + 1)}">${escapeHtml(title)}</text><text class="t3" x="0" y="${n(at + 16)}">${escapeHtml(cut(place, form.labels ? 20 : 12))}</text>`,
      ...shapes.map((s) => s.text),
      // Shapes of the chain last, so that a ring never covers them.
      ...shapes.filter((_, i) => !own[i]?.role).map((s) => s.shape),
      ...shapes.filter((_, i) => own[i]?.role).map((s) => s.shape),
    )
  }

  function zigzag(x: number, ms: number): string {
    const steps = Array.from({ length: Math.ceil((bottom - 54) / 8) }, (_, i) => `l${i % 2 ? -6 : 6} 8`).join('')
    const words = form.labels ? `${duration(ms / 1000)} folded` : duration(ms / 1000)
    return `<path class="fold" d="M${n(x - 3)} 52${steps}"/><text class="t3" x="${n(x)}" y="16" text-anchor="middle">${words}</text>`
  }

  function bar(): string {
    const width = Math.max(3, end - begin)
    const label = form.labels ? oneLine(outage?.label ?? '') : oneLine(outage?.label ?? '').replace(/^down /, '')
    const fits = measure(label) + 58 < width
    return join(
      `<rect class="obar${outage?.to === null ? ' open' : ''}" x="${n(begin)}" y="28" width="${n(width)}" height="20" rx="3"/>`,
      fits
        ? `<text class="${outage?.to === null ? 'tabtext' : 'onbar'}" x="${n(begin + width / 2)}" y="42" text-anchor="middle">${escapeHtml(label)}</text>`
        : '',
    )
  }

  /** t0 stands before the bar, t1 and t2 inside its ends, so that they never cover each other. */
  function tab({ id, at, text }: (typeof moments)[number]): string {
    const x = scale.x(at)
    const ends = id === 't1' ? begin : id === 't2' && outage?.to !== null ? end : null
    const inside = outage !== null && outage.to !== null && end - begin > 56 && ends !== null && Math.abs(ends - x) < 4
    const start = id === 't0' ? x - 24 : id === 't1' ? x + 2 : inside ? x - 24 : x + 2
    return `<g><title>${escapeHtml(`${id} ${clock.exact(at)} ${text}`, 400)}</title>${
      inside ? '' : `<rect class="tab" x="${n(start)}" y="29" width="22" height="18" rx="3"/>`
    }<text class="${inside ? 'onbar' : 'tabtext'}" x="${n(start + 11)}" y="42" text-anchor="middle">${id}</text></g>`
  }
}

const labelOf = (mark: Mark, clock: LocalClock) => `${clock.time(mark.at)} ${cut(oneLine(mark.text), 40)}`
const cut = (text: string, limit: number) => (text.length > limit ? `${text.slice(0, limit - 1).trimEnd()}…` : text)
/** The system's sans at 12 px; bold and wide letters are in the margin. */
const measure = (text: string) => [...text].length * 6.5 + 4
const n = (value: number) => String(Math.round(value * 10) / 10)
