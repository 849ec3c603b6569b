import { guestIds, guestState, readGuestConfig } from './guests.ts'

/** The `pct` program, what of it only reads. */
export async function pct(argv: readonly string[]): Promise<number> {
  const [command = '', ...rest] = argv
  const id = Number(rest.find((word) => /^\d+$/.test(word)))
  if (command === 'list') {
    const ids = guestIds('lxc')
    if (ids.length === 0) return 0
    const row = (a: string, b: string, c: string, d: string) => `${a.padEnd(10)} ${b.padEnd(10)} ${c.padEnd(12)} ${d.padEnd(20)}\n`
    process.stdout.write(row('VMID', 'Status', 'Lock', 'Name'))
    for (const ct of ids) {
      const state = await guestState('lxc', ct, false)
      process.stdout.write(row(String(ct), state.status, String(state['lock'] ?? ''), state.name))
    }
  } else if (command === 'status') {
    const state = await guestState('lxc', id, false)
    const verbose = rest.some((word) => /^--?verbose/.test(word))
    if (verbose) for (const key of Object.keys(state).toSorted()) process.stdout.write(`${key}: ${String(state[key])}\n`)
    else process.stdout.write(`status: ${state.status}\n`)
  } else if (command === 'config') {
    const config = readGuestConfig('lxc', id)
    for (const key of Object.keys(config).toSorted()) process.stdout.write(`${key}: ${config[key]}\n`)
  } else {
    process.stderr.write(`ERROR: unknown command 'pct ${command}'\n`)
    return 255
  }
  return 0
}
