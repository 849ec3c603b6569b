import { useEffect, useState } from 'preact/hooks'

/** Where we are: path and query. Links inside the page do not reload it. */
export interface Place {
  readonly path: string
  readonly query: URLSearchParams
  readonly hash: string
}

const here = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search), hash: location.hash })
const listeners = new Set<() => void>()
const changed = () => {
  for (const listener of listeners) listener()
}

export function go(url: string, replace = false): void {
  if (url === location.pathname + location.search + location.hash) return
  history[replace ? 'replaceState' : 'pushState'](null, '', url)
  changed()
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here)
  useEffect(() => {
    const update = () => setPlace(here())
    listeners.add(update)
    addEventListener('popstate', update)
    return () => {
      listeners.delete(update)
      removeEventListener('popstate', update)
    }
  }, [])
  return place
}

/** Takes clicks on links to our own pages. Reports, exports and other hosts load as usual. */
export function catchLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = (event.target as Element).closest?.('a')
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
    if (link.pathname.startsWith('/api/') || link.pathname.startsWith('/assets/')) return
    if (link.pathname === location.pathname && link.search === location.search && link.hash) return
    event.preventDefault()
    go(link.pathname + link.search + link.hash)
    scrollTo(0, 0)
  })
}
