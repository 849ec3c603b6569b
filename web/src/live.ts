// Server-sent events: the server says that something changed; pages ask again for what they show.
import { useEffect, useState } from 'preact/hooks'

const listeners = new Set<() => void>()
export function onChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export interface Pulse {
  readonly connected: boolean
  /** When the server last said anything, epoch ms. */
  readonly at: number
}
let pulse: Pulse = { connected: false, at: Date.now() }
const pulseListeners = new Set<(pulse: Pulse) => void>()
function beat(connected: boolean): void {
  pulse = { connected, at: connected ? Date.now() : pulse.at }
  for (const listener of pulseListeners) listener(pulse)
}

export function connect(): void {
  const source = new EventSource('/api/v1/events')
  source.addEventListener('open', () => beat(true))
  source.addEventListener('pulse', () => beat(true))
  source.addEventListener('change', () => {
    beat(true)
    for (const listener of listeners) listener()
  })
  source.addEventListener('error', () => beat(false))
  addEventListener('pagehide', () => source.close())
}

export function usePulse(): Pulse & { seconds: number } {
  const [state, setState] = useState(pulse)
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    pulseListeners.add(setState)
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => {
      pulseListeners.delete(setState)
      clearInterval(timer)
    }
  }, [])
  return { ...state, seconds: Math.max(0, Math.round((now - state.at) / 1000)) }
}
