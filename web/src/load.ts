import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from './api.ts'
import { onChange } from './live.ts'

export interface Loaded<T> {
  readonly value: T | null
  readonly error: ApiError | null
  /** Asks again and keeps what is shown until the answer is here. */
  readonly again: () => void
}

/** Loads once per key and again at each change that the server tells of. Old content stays until the new is here. */
export function useLoaded<T>(key: string, load: () => Promise<T>, live = true): Loaded<T> {
  const [state, setState] = useState<{ key: string; value: T | null; error: ApiError | null }>({ key, value: null, error: null })
  const newest = useRef(0)
  const again = useCallback(() => {
    const mine = ++newest.current
    load().then(
      (value) => newest.current === mine && setState({ key, value, error: null }),
      (error: unknown) =>
        newest.current === mine &&
        setState((old) => ({
          key,
          value: old.key === key ? old.value : null,
          error: error instanceof ApiError ? error : new ApiError(String(error), 'Reload the page.', 0),
        })),
    )
  }, [key])
  useEffect(() => {
    again()
    return live ? onChange(again) : undefined
  }, [key])
  return { value: state.key === key || state.value !== null ? state.value : null, error: state.error, again }
}
