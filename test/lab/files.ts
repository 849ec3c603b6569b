import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Lab } from './lab.ts'

/** Writes a file with its mode and group, and the folders above it. */
export function put(path: string, text: string, mode = 0o644, group = 0): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  chownSync(path, 0, group)
  chmodSync(path, mode)
}

/** What a login leaves by itself, whoever logs in: the logs of sshd and systemd, the state of logind. And what Proxmox's own services write. */
const OF_ANY_LOGIN = [
  '/var/log/journal',
  '/var/log/wtmp',
  '/var/log/lastlog',
  '/run/systemd',
  '/run/user',
  '/run/utmp',
  '/run/sudo',
  '/run/motd.dynamic',
  '/run/lab/rrd.json',
  '/run/lab/freezer',
  '/run/lab/memory',
  '/var/log/pveproxy/access.log',
]

/**
 * All files of a machine that nobody but a collector could have touched: name, size, times of content and of attributes,
 * rights, owner, and for what people keep, a checksum. Times of reading are left out.
 */
export function filesOf(lab: Lab, machine: string): Promise<string> {
  const without = OF_ANY_LOGIN.map((path) => `-path ${path} -prune -o`).join(' ')
  const places = '/ /run /dev/shm /etc/pve'
  const list = `for place in ${places}; do find $place -xdev ${without} ! -type d -printf '%p|%s|%T@|%C@|%m|%U:%G|%l\\n' -o -type d -printf '%p|%T@|%m\\n'; done`
  const sums = 'find /etc /root /home /var/lib /usr/local /opt -xdev -type f -exec sha256sum {} +'
  return lab.peek(machine, `{ ${list}; ${sums}; } 2>/dev/null | sort | grep -v '^/run|\\|^/run/lab|'`)
}
