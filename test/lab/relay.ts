import { connect, createServer, type Server, type Socket } from 'node:net'

export interface Relay {
  readonly server: Server
  /** Bytes that went from the machine to its clients, and back. */
  readonly moved: { down: number; up: number }
  /** Holds everything back for ever, as a dead link does: nothing is answered, nothing is closed. */
  hold(): void
}

/**
 * A TCP relay that makes a near machine a far one: what comes in goes out half a round trip later, and a connection
 * takes a whole one to be made. (The kernel's own delay, netem, is not built into every kernel.)
 */
export function startRelay(options: { listen: string; target: string; port: number; roundTripMs: number }): Promise<Relay> {
  const moved = { down: 0, up: 0 }
  let held = false
  const pass = (from: Socket, to: Socket, way: 'down' | 'up') => {
    const queue: { at: number; chunk: Buffer | null }[] = []
    let timer: NodeJS.Timeout | undefined
    const flush = () => {
      timer = undefined
      while (!held && queue.length > 0 && queue[0]!.at <= performance.now()) {
        const { chunk } = queue.shift()!
        if (chunk === null) to.end()
        else to.write(chunk)
      }
      if (!held && queue.length > 0) timer = setTimeout(flush, Math.max(0, queue[0]!.at - performance.now()))
      if (queue.length < 256 && from.isPaused()) from.resume()
    }
    const put = (chunk: Buffer | null) => {
      queue.push({ at: performance.now() + options.roundTripMs / 2, chunk })
      if (queue.length >= 256) from.pause()
      if (timer === undefined) timer = setTimeout(flush, options.roundTripMs / 2)
    }
    from.on('data', (chunk) => {
      moved[way] += chunk.length
      put(chunk)
    })
    from.on('end', () => put(null))
    from.on('error', () => held || to.destroy())
    from.on('close', (failed) => failed && !held && to.destroy())
  }
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    client.pause()
    client.on('error', () => undefined)
    setTimeout(() => {
      const target = connect({ host: options.target, port: options.port, noDelay: true, allowHalfOpen: true })
      target.on('error', () => held || client.destroy())
      target.on('connect', () => {
        pass(client, target, 'up')
        pass(target, client, 'down')
        client.resume()
      })
    }, options.roundTripMs)
  })
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(options.port, options.listen, () => resolve({ server, moved, hold: () => (held = true) }))
  })
}
