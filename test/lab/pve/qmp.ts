import { connect } from 'node:net'

const LIMIT_MS = 3000

/** One command to a VM's QEMU; its `return` value. Throws in the words of qemu-server. */
export function qmp(id: number, execute: string, more: object = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = connect(`/run/qemu-server/${id}.qmp`)
    const fail = (why: string) => {
      socket.destroy()
      reject(new Error(`VM ${id} qmp command '${execute}' failed - ${why}`))
    }
    const timer = setTimeout(() => fail('got timeout'), LIMIT_MS)
    let text = ''
    let greeted = false
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      text += chunk
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
        const message = JSON.parse(text.slice(0, end)) as { QMP?: unknown; return?: unknown; error?: { desc: string }; event?: string }
        text = text.slice(end + 1)
        if (message.QMP) socket.write('{"execute": "qmp_capabilities"}\n')
        else if (message.event) continue
        else if (!greeted) {
          greeted = true
          socket.write(`${JSON.stringify({ execute, ...more })}\n`)
        } else {
          clearTimeout(timer)
          socket.destroy()
          if (message.error) reject(new Error(`VM ${id} qmp command '${execute}' failed - ${message.error.desc}`))
          else resolve(message.return)
        }
      }
    })
    socket.on('error', () => {
      clearTimeout(timer)
      fail(`unable to connect to VM ${id} qmp socket - timeout after 51 retries`)
    })
    socket.on('close', () => {
      clearTimeout(timer)
      // QEMU that is told to quit goes without a word.
      if (execute === 'quit') resolve({})
      else fail('client closed connection')
    })
  })
}

/** A VM whose QEMU does not answer is called running: the process is all that is known. */
export async function qmpStatus(id: number): Promise<string> {
  try {
    return ((await qmp(id, 'query-status')) as { status: string }).status
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return 'running'
  }
}
