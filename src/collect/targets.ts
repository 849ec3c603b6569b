import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { type Config, type Environment } from '../config/index.ts'
import { WhydownError } from '../model/index.ts'
import { openApi } from './api/open.ts'
import type { CollectOptions } from './collect.ts'
import type { MachineKind } from './define.ts'
import type { MachineTarget } from './machine.ts'
import { local } from './transports/local.ts'
import { openssh } from './transports/openssh.ts'

export interface Targets {
  readonly hosts: readonly MachineTarget[]
  readonly guests: CollectOptions['guests']
  readonly api: NonNullable<CollectOptions['api']>
}

/**
 * The machines to ask: those of the configuration; with `nodes` only these, by name, or by what `ssh` calls them when the
 * configuration does not know them; without either, the machine itself when it is a hypervisor.
 */
export function targetsOf(
  config: Config,
  nodes: readonly string[],
  env: Environment,
  options: { sshArgs?: readonly string[]; note?: (text: string) => void } = {},
): Targets {
  const { sshArgs = [], note = () => {} } = options
  const runtime = env['XDG_RUNTIME_DIR'] || join(env['HOME'] || '/root', '.ssh')
  const reach = (alias: string, sudo: boolean) => () =>
    alias === 'local' ? Promise.resolve(local({ sudo })) : openssh(alias, { sudo, runtime, sshArgs })
  const host = (name: string, alias: string, kind: MachineKind, sudo: boolean): MachineTarget => ({
    folder: `nodes/${fileName(name)}`,
    name,
    kind,
    alias,
    program: reach(alias, sudo),
  })
  const known = config.hosts.map((one) => host(one.name, one.ssh, one.kind, one.sudo))
  const named = nodes.map((name) => {
    if (name.startsWith('-')) throw new WhydownError('usage', `"${name}" is not a host.`, 'Name it as ssh does: --node pve1')
    return known.find((one) => one.name === name || one.alias === name) ?? host(name, name, 'pve', false)
  })
  const here = (): MachineTarget[] =>
    existsSync('/etc/pve')
      ? [host(hostname().split('.')[0]!, 'local', 'pve', false)]
      : existsSync('/run/libvirt')
        ? [host(hostname().split('.')[0]!, 'local', 'libvirt', false)]
        : []
  const hosts = named.length > 0 ? named : known.length > 0 || config.api.length > 0 ? known : here()
  if (hosts.length === 0 && config.api.length === 0 && config.guests.every((guest) => guest.ssh === undefined))
    throw new WhydownError(
      'config',
      'There is no host to ask.',
      'Name one: whydown why 102 --node pve1 (as `ssh pve1` knows it), or write them down once: whydown init',
    )
  return {
    hosts,
    api: named.length > 0 ? [] : config.api.map((one) => () => openApi(one, env, note)),
    guests: config.guests.flatMap((guest) =>
      guest.ssh === undefined
        ? []
        : [
            {
              names: [guest.id, ...(guest.name === undefined ? [] : [guest.name])],
              target: {
                folder: `guests/${fileName(guest.name ?? guest.id)}`,
                name: guest.name ?? guest.id,
                kind: 'guest',
                alias: guest.ssh,
                program: reach(guest.ssh, guest.sudo),
              },
            },
          ],
    ),
  }
}

/** Names come from people and aliases: `root@10.0.0.1` is a good one for ssh, not for a folder. */
const fileName = (name: string) => name.replace(/[^\w.-]+/g, '_').replace(/^\.+/, '_')
