import type { JSX } from 'preact'

const PATHS: Record<string, JSX.Element> = {
  ok: (
    <>
      <circle cx="7" cy="7" r="6" />
      <path d="M4.3 7.2l2 2 3.6-4.2" />
    </>
  ),
  down: (
    <>
      <circle cx="7" cy="7" r="6" />
      <path d="M4.8 4.8l4.4 4.4M9.2 4.8L4.8 9.2" />
    </>
  ),
  warn: <path d="M7 1.2L13.2 12.4H.8zM7 5.4v3.2M7 10.5v.1" />,
  unknown: (
    <>
      <circle cx="7" cy="7" r="6" />
      <path d="M5.2 5.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.2M7 10.3v.1" />
    </>
  ),
  half: (
    <>
      <circle cx="7" cy="7" r="6" />
      <path class="solid" d="M7 1a6 6 0 0 1 0 12z" />
    </>
  ),
  open: <circle cx="7" cy="7" r="6" />,
  undo: <path d="M2 5h6.5a3.5 3.5 0 0 1 0 7H5M4.6 2L1.6 5l3 3" />,
  planned: (
    <>
      <rect x="1.5" y="2.5" width="11" height="10" rx="1" />
      <path d="M1.5 5.5h11M4.5 1v2.5M9.5 1v2.5" />
    </>
  ),
  network: <path d="M1 5.5a9 9 0 0 1 12 0M3.3 8a5.6 5.6 0 0 1 7.4 0M7 11v.1M2 1l10 12" />,
  person: (
    <>
      <circle cx="7" cy="4.4" r="2.7" />
      <path d="M1.8 13c.4-3 2.5-4.5 5.2-4.5s4.8 1.5 5.2 4.5" />
    </>
  ),
  close: <path d="M2.5 2.5l9 9M11.500 2.500l-9 9" />,
  search: (
    <>
      <circle cx="6" cy="6" r="4" />
      <path d="M9 9l4 4" />
    </>
  ),
  node: (
    <>
      <rect x="1.5" y="2" width="11" height="4" rx=".8" />
      <rect x="1.5" y="8" width="11" height="4" rx=".8" />
      <path d="M4 4v.1M4 10v.1" />
    </>
  ),
  vm: (
    <>
      <rect x="1" y="2" width="12" height="8" rx="1" />
      <path d="M4.500 12.500h5" />
    </>
  ),
  ct: <path d="M7 1l5.500 3v6L7 13l-5.500-3V4zM1.500 4L7 7l5.500-3M7 7v6" />,
  storage: (
    <>
      <ellipse cx="7" cy="3" rx="5" ry="2" />
      <path d="M2 3v8c0 1.1 2.200 2 5 2s5-.9 5-2V3" />
    </>
  ),
  condition: <rect class="solid" x="2" y="2" width="10" height="10" />,
  trigger: <path class="solid" d="M2.500 1.500L12.500 7l-10 5.500z" />,
  mechanism: <path class="solid" d="M7 .5L13.500 7 7 13.500.5 7z" />,
  outage: <path d="M0 2.500h3L4.500 11.500h5L11 2.500h3" stroke-width="2" />,
  amplifier: <path class="solid" d="M2.500 1.500h9L7 7l4.500 5.500h-9L7 7z" />,
}

export type IconName = keyof typeof PATHS & string

/** 14 px, in the colour of the text. A word always stands beside it, or `label` says it. */
export function Icon({ name, class: klass = '', label }: { name: string; class?: string; label?: string }) {
  return (
    <svg class={`ic ${klass}`} viewBox="0 0 14 14" {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' })}>
      {PATHS[name]}
    </svg>
  )
}

/** A shape for use inside another SVG, centred on 0 0. */
export const RoleShape = ({ role, x, y }: { role: string; x: number; y: number }) => (
  <svg class={`ic ${role}`} x={x - 8} y={y - 8} width="16" height="16" viewBox="0 0 14 14">
    {PATHS[role]}
  </svg>
)
