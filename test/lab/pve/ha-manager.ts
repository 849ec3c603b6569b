import { existsSync, readFileSync } from 'node:fs'

/** `ha-manager status` of a cluster whose HA has nothing to do, or the services it has. */
export function haManager(argv: readonly string[]): number {
  if (argv[0] !== 'status') {
    process.stderr.write(`ERROR: unknown command 'ha-manager ${argv[0] ?? ''}'\n`)
    return 255
  }
  process.stdout.write('quorum OK\n')
  const resources = existsSync('/etc/pve/ha/resources.cfg') ? readFileSync('/etc/pve/ha/resources.cfg', 'utf8') : ''
  for (const [, kind, id] of resources.matchAll(/^(vm|ct): (\d+)/gm)) process.stdout.write(`service ${kind}:${id} (queued)\n`)
  return 0
}
