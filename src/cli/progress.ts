import type { CollectProgress } from '../collect/index.ts'

const MARK: Readonly<Record<CollectProgress['state'], string>> = { connecting: '…', asking: '…', done: '✓', failed: '✗' }
const PLAIN = /[\u0000-\u001f\u007f-\u009f]/g

/** Progress of a collection on stderr: a line per machine that is rewritten on a terminal, a line per step otherwise. */
export function showProgress(quiet: boolean): { see(event: CollectProgress): void; end(): void } {
  if (quiet) return { see() {}, end() {} }
  const out = process.stderr
  const live = out.isTTY === true && process.env['TERM'] !== 'dumb'
  const rows = new Map<string, string>()
  let drawn = 0
  const rowOf = ({ machine, state, text, milliseconds }: CollectProgress) =>
    `${MARK[state]} ${machine.padEnd(12)} ${(milliseconds / 1000).toFixed(1).padStart(5)} s  ${text.replace(PLAIN, ' ')}`
  return {
    see(event) {
      if (!live) {
        if (event.state !== 'connecting') out.write(`${rowOf(event)}\n`)
        return
      }
      rows.set(event.machine, rowOf(event).slice(0, Math.max(20, (out.columns ?? 80) - 1)))
      out.write(`${drawn > 0 ? `\u001b[${drawn}A` : ''}${[...rows.values()].map((row) => `\u001b[2K${row}\n`).join('')}`)
      drawn = rows.size
    },
    end() {},
  }
}
