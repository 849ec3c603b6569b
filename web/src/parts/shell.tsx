import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { Icon } from '../icons.tsx'
import { usePulse } from '../live.ts'
import { go } from '../router.ts'

const PAGES = [
  ['/', 'Now'],
  ['/incidents', 'Incidents'],
  ['/actions', 'Actions'],
  ['/capacity', 'Capacity'],
  ['/doctor', 'Doctor'],
] as const

/** Top bar and page. The count beside Now is what is down and was not planned. */
export function Shell({ current, downCount, children }: { current: string; downCount: number; children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="top">
        <a class="brand" href="/">
          <svg viewBox="0 0 22 14" fill="none" stroke-width="2" stroke-linejoin="round" aria-hidden="true">
            <path d="M0 2h7l1.500 10h6L16 2h6" stroke="var(--down)" />
          </svg>
          whydown
        </a>
        <nav class="nav" aria-label="Pages">
          {PAGES.map(([path, title]) => (
            <a href={path} {...(current === path ? { 'aria-current': 'page' as const } : {})}>
              {title}
              {path === '/' && downCount > 0 ? <b>{downCount}</b> : null}
            </a>
          ))}
        </nav>
        <Search />
        <Live />
      </header>
      {children}
    </>
  )
}

function Search() {
  const field = useRef<HTMLInputElement>(null)
  return (
    <form
      class="find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        go(`/incidents?search=${encodeURIComponent(field.current?.value ?? '')}`)
      }}
    >
      <Icon name="search" />
      <label class="vh" for="find">
        Search
      </label>
      <input id="find" ref={field} placeholder="Guest, cause, log text" autocomplete="off" />
      <kbd>/</kbd>
    </form>
  )
}

function Live() {
  const pulse = usePulse()
  // At the start nothing has been said yet; that is no silence.
  const stale = pulse.seconds > (pulse.connected ? 45 : 5)
  return (
    <div class={`live${stale ? ' stale' : ''}`} title={stale ? 'No answer from whydown; what you see may be old' : 'Live updates'}>
      <i />
      {stale ? 'not live' : 'live'}
      <span>&nbsp;· {pulse.seconds} s ago</span>
    </div>
  )
}

/** Two lines: what failed on what, and what to try. */
export const Trouble = ({ error }: { error: ApiError }) => (
  <div class="note-error" role="alert">
    <b>{error.message}</b>
    {error.hint}
  </div>
)

/** Main part of a page: takes the focus when one comes to it, so that a screen reader starts here. */
export function Main({ title, children }: { title: string; children: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · whydown`
  }, [title])
  return (
    <main id="main" tabIndex={-1}>
      {children}
    </main>
  )
}

export const Heading = ({ title, note, end }: { title: string; note?: ComponentChildren; end?: ComponentChildren }) => (
  <div class="sh">
    <h2>{title}</h2>
    {note ? <span class="note">{note}</span> : null}
    {end ? <span class="end">{end}</span> : null}
  </div>
)
