import { streamSSE } from 'hono/streaming'
import type { Route, ServerParts } from '../app.ts'

const LOOK_MS = 1000
const PULSE_EVERY = 15
const MOST_STREAMS = 64

/** Server-sent events: `change` when incidents or the seen state changed, `pulse` so that the page knows we live. */
export function eventRoutes(api: Route, parts: ServerParts): void {
  let streams = 0
  api.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      if (streams >= MOST_STREAMS) return
      streams++
      try {
        let seen = await mark(parts)
        await stream.writeSSE({ event: 'pulse', data: seen })
        for (let n = 1; !stream.aborted && !stream.closed; n++) {
          await stream.sleep(LOOK_MS)
          const now = await mark(parts).catch(() => null)
          // The store was closed: we are going down.
          if (now === null) break
          if (now !== seen) {
            seen = now
            await stream.writeSSE({ event: 'change', data: now })
          } else if (n % PULSE_EVERY === 0) await stream.writeSSE({ event: 'pulse', data: now })
        }
      } finally {
        streams--
      }
    }),
  )
}

const mark = async (parts: ServerParts): Promise<string> => `${await parts.store.revision()} ${parts.state()?.at ?? ''}`
