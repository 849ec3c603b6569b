import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { put } from '../files.ts'
import { prepareNode } from '../pve/prepare.ts'
import type { LabSpec, MachineSpec } from '../spec.ts'

export interface Surroundings {
  readonly spec: LabSpec
  readonly folder: string
  readonly layer: string
}

/** Writes what makes a machine itself, before its first boot: its name, its keys, who may log in. Its public host key. */
export function prepareMachine(machine: MachineSpec, { spec, folder, layer }: Surroundings): string {
  const at = (path: string) => join(layer, path)
  put(at('etc/hostname'), `${machine.name}\n`)
  put(at('etc/machine-id'), `${randomUUID().replaceAll('-', '')}\n`, 0o444)
  const names = spec.machines.map(({ address, name }) => `${address} ${name}`)
  put(at('etc/hosts'), `${['127.0.0.1 localhost', ...names].join('\n')}\n`)
  put(at('etc/systemd/journald.conf.d/lab.conf'), '[Journal]\nStorage=persistent\nRateLimitIntervalSec=0\n')
  mkdirSync(at('var/log/journal'), { recursive: true })
  // Debian makes three kinds of keys at installation; one is enough and takes a tenth of the time.
  mkdirSync(at('etc/ssh'), { recursive: true })
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', machine.name, '-f', at('etc/ssh/ssh_host_ed25519_key')])
  put(at('etc/ssh/sshd_config.d/lab.conf'), 'HostKey /etc/ssh/ssh_host_ed25519_key\nLogLevel VERBOSE\nUseDNS no\n')
  mkdirSync(at('root/.ssh'), { recursive: true, mode: 0o700 })
  copyFileSync(join(folder, 'client/id_ed25519.pub'), at('root/.ssh/authorized_keys'))
  if (machine.role === 'node') prepareNode(machine, { spec, folder, layer })
  return readFileSync(at('etc/ssh/ssh_host_ed25519_key.pub'), 'utf8')
}
