import { execFile, spawn } from 'node:child_process'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Machine } from './machine.ts'

/**
 * Couples a VM's process on a node with the machine that is its inside, over a socket that the process holds:
 * it says `on NAME`, and then `powerdown` or `reset`; when the socket closes, however, the inside is without power.
 * We say `shutdown` when the inside switched itself off, and `reset` when it rebooted.
 */
export class PowerSwitch {
  readonly #boot: (name: string) => Promise<Machine>
  readonly #log: (line: string) => void
  readonly #insides = new Map<string, Machine>()

  constructor(options: { boot: (name: string) => Promise<Machine>; log: (line: string) => void }) {
    this.#boot = options.boot
    this.#log = options.log
  }

  running(): string[] {
    return [...this.#insides.keys()]
  }

  async listen(folder: string): Promise<void> {
    await listening(
      createServer((socket) => this.#serve(socket)),
      join(folder, 'switch'),
    )
    await listening(
      createServer({ allowHalfOpen: true }, (socket) => this.#agent(socket)),
      join(folder, 'agent'),
    )
  }

  /** The guest agent's part: runs a program inside and answers with what it said; empty when nobody is there. */
  #agent(socket: Socket): void {
    socket.on('error', () => undefined)
    createInterface(socket)
      .on('error', () => undefined)
      .once('line', (line) => {
        const { name, argv, stdin } = JSON.parse(line) as { name: string; argv: string[]; stdin: string }
        const inside = this.#insides.get(name)
        if (inside === undefined) return void socket.end()
        const enter = ['-t', String(inside.initPid), '-a', '-r', '-w', ...argv]
        const child = execFile('nsenter', enter, { maxBuffer: 2 ** 24, timeout: 25_000 }, (error, out, err) =>
          socket.end(JSON.stringify({ exitcode: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, out, err })),
        )
        child.stdin!.on('error', () => undefined).end(stdin)
      })
  }

  #serve(socket: Socket): void {
    let name = ''
    let holds = true
    const live = async (): Promise<void> => {
      while (holds) {
        const inside = await this.#boot(name)
        this.#insides.set(name, inside)
        if (!holds) await inside.kill()
        else socket.write('running\n')
        const how = await inside.ended
        await inside.kill() // its control group
        this.#insides.delete(name)
        if (how === 'poweroff') {
          socket.end('shutdown\n')
          return
        }
        if (holds) socket.write('reset\n')
      }
    }
    createInterface(socket)
      .on('line', (line) => {
        const [word, argument = ''] = line.split(' ')
        if (word === 'on') {
          name = argument
          live().catch((error: Error) => {
            this.#log(`power of ${name}: ${error.message}`)
            socket.destroy()
          })
        } else if (word === 'reset') void this.#insides.get(name)?.kill()
        else if (word === 'powerdown') askToShutDown(this.#insides.get(name))
      })
      .on('error', () => undefined)
      .on('close', () => {
        holds = false
        void this.#insides.get(name)?.kill()
      })
    socket.on('error', () => undefined)
  }
}

/** What the guest agent does when it is asked to shut the guest down: it says so and runs shutdown. */
function askToShutDown(inside: Machine | undefined): void {
  if (inside === undefined) return
  const script = 'logger -t qemu-ga "info: guest-shutdown called, mode: (null)"; exec systemctl poweroff'
  spawn('nsenter', ['-t', String(inside.initPid), '-a', '-r', '-w', 'sh', '-c', script], { stdio: 'ignore' }).on('error', () => undefined)
}

const listening = (server: Server, path: string): Promise<void> => new Promise((resolve) => server.listen(path, resolve))
