import { spawnSync } from 'node:child_process'

/** Writes a line to the journal as this process, under the identifier that the real program uses. */
export function syslog(identifier: string, text: string, pid = process.pid): void {
  spawnSync('logger', [`--id=${pid}`, '-t', identifier, '-p', 'daemon.info', '--', text])
}
