import { useEffect, useRef } from 'preact/hooks'

export interface Segment {
  readonly kib: number
  readonly fill: string
  readonly name: string
  readonly value: string
  readonly killed?: boolean
}

/** One bar whose parts are named inside where there is room. What does not fit is named in the title and in the text beside it. */
export function MemoryBar({
  segments,
  markAt,
  markText,
  label,
  tall = false,
  total,
}: {
  segments: readonly Segment[]
  /** Fraction of the bar with the dashed line, for example 0.85. */
  markAt?: number
  markText?: string
  label: string
  tall?: boolean
  total?: string
}) {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const fit = () => {
      for (const name of bar.current?.querySelectorAll('b') ?? []) {
        const value = name.querySelector('s')
        name.style.visibility = ''
        if (value) value.style.display = ''
        if (value && name.scrollWidth > name.clientWidth) value.style.display = 'none'
        if (name.scrollWidth > name.clientWidth + 1) name.style.visibility = 'hidden'
      }
    }
    fit()
    const watch = new ResizeObserver(fit)
    if (bar.current) watch.observe(bar.current)
    return () => watch.disconnect()
  }, [segments])
  return (
    <div class={tall ? 'bar' : 'mb'} ref={bar} role="img" aria-label={label}>
      {segments
        .filter((segment) => segment.kib > 0)
        .map((segment) => (
          <i
            class={`s-${segment.fill}${segment.killed ? ' killed' : ''}`}
            style={{ flex: `${segment.kib} 0 0` }}
            title={`${segment.name} ${segment.value}`}
          >
            {segment.name ? (
              <b>
                {segment.name} <s>{segment.value}</s>
              </b>
            ) : null}
          </i>
        ))}
      {markAt === undefined ? null : (
        <u class={markText ? 'before' : ''} style={{ left: `${markAt * 100}%` }}>
          <span>{markText ?? `${Math.round(markAt * 100)} %`}</span>
        </u>
      )}
      {tall ? null : <span class="cap">{total ?? '0'}</span>}
    </div>
  )
}

export const GUEST_FILLS = ['g1', 'g2', 'g3'] as const
export const guestFill = (index: number): string => GUEST_FILLS[Math.min(index, 2)] ?? 'g3'
