import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { put } from '../files.ts'
import type { GuestSpec, LabSpec, MachineSpec } from '../spec.ts'
import { treeFolder } from '../tree.ts'
import { releaseOf } from './release.ts'

const WWW_DATA = 33
const PROGRAMS = ['sbin/qm', 'sbin/pct', 'sbin/ha-manager', 'sbin/pveum', 'bin/pvesh', 'bin/pveversion', 'bin/vzdump']

/** Makes a machine a Proxmox VE node: its programs, its services, its configuration under /etc/pve. */
export function prepareNode(machine: MachineSpec, { spec, folder, layer }: { spec: LabSpec; folder: string; layer: string }): void {
  const at = (path: string) => join(layer, path)
  for (const program of PROGRAMS) {
    const name = program.split('/')[1]!
    put(at(`usr/${program}`), `#!/bin/sh\nexec /usr/libexec/lab/node /usr/libexec/lab/pve.mjs ${name} "$@"\n`, 0o755)
  }
  const own = { kvm: 'usr/bin/kvm', 'kvm.pl': 'usr/libexec/lab/kvm.pl', qmeventd: 'usr/sbin/qmeventd' }
  for (const [name, to] of Object.entries(own)) put(at(to), readFileSync(join(import.meta.dirname, 'node', name), 'utf8'), 0o755)
  symlinkSync('/usr/bin/perl', at('usr/libexec/lab/kvm'))
  put(at('var/lib/lab/pve-release'), String(machine.pve ?? 9))
  const guests = machine.guests ?? []
  put(
    at('var/lib/lab/start'),
    guests
      .filter(({ running }) => running)
      .map(({ id }) => id)
      .join(' '),
  )
  for (const guest of guests) if (guest.inside !== undefined) put(at(`var/lib/lab/inside/${guest.id}`), guest.inside)
  for (const guest of guests) if (guest.limitMiB !== undefined) put(at(`var/lib/lab/limit/${guest.id}`), String(guest.limitMiB))
  mkdirSync(at('var/log/pve/tasks'), { recursive: true })
  put(at('var/log/pve/tasks/index'), '', 0o640, WWW_DATA)
  put(at('var/log/pve/tasks/active'), '', 0o640, WWW_DATA)
  mkdirSync(at('var/log/pveproxy'), { recursive: true, mode: 0o750 })
  packages(machine, at)
  services(at)
  cluster(machine, spec, join(folder, 'cluster'))
  const local = { version: 3, nodename: machine.name, ...members(spec) }
  put(at('var/lib/lab/members'), `${JSON.stringify(local, null, 1)}\n`)
  put(
    at('etc/tmpfiles.d/lab.conf'),
    `L /run/lab/local - - - - /etc/pve/nodes/${machine.name}\nL /run/lab/members - - - - /var/lib/lab/members\nd /run/qemu-server 0755 root root\n`,
  )
}

/** dpkg knows the packages of Proxmox, as it does on a node. */
function packages(machine: MachineSpec, at: (path: string) => string): void {
  const { manager, qemuServer, qemu } = releaseOf(machine.pve ?? 9)
  const versions = {
    'pve-manager': manager,
    'qemu-server': qemuServer,
    'pve-qemu-kvm': `${qemu}-4`,
    'proxmox-ve': `${machine.pve ?? 9}.0.0`,
  }
  const entries = Object.entries(versions).map(
    ([name, version]) =>
      `Package: ${name}\nStatus: install ok installed\nPriority: optional\nSection: admin\nMaintainer: lab <root@localhost>\nArchitecture: all\nVersion: ${version}\nDescription: played by the lab\n`,
  )
  put(
    at('var/lib/dpkg/status'),
    `${readFileSync(join(treeFolder(), 'root/var/lib/dpkg/status'), 'utf8').trimEnd()}\n\n${entries.join('\n')}`,
  )
}

function services(at: (path: string) => string): void {
  const unit = (name: string, description: string, service: string, before = '') => {
    put(
      at(`etc/systemd/system/${name}.service`),
      `[Unit]\nDescription=${description}\n${before}\n[Service]\n${service}\n\n[Install]\nWantedBy=multi-user.target\n`,
    )
    mkdirSync(at('etc/systemd/system/multi-user.target.wants'), { recursive: true })
    const link = at(`etc/systemd/system/multi-user.target.wants/${name}.service`)
    if (!existsSync(link)) symlinkSync(`/etc/systemd/system/${name}.service`, link)
  }
  unit('qmeventd', 'PVE Qemu Event Daemon', 'ExecStart=/usr/sbin/qmeventd\nSyslogIdentifier=qmeventd\nKillMode=process')
  unit(
    'pveproxy',
    'PVE API Proxy Server',
    'ExecStart=/usr/libexec/lab/node /usr/libexec/lab/pve.mjs pveproxy\nSyslogIdentifier=pveproxy\nKillMode=process\nSlice=pve-api.slice',
  )
  unit(
    'pve-guests',
    'PVE guests',
    'Type=oneshot\nRemainAfterExit=yes\nExecStart=/usr/libexec/lab/node /usr/libexec/lab/pve.mjs pve-guests\nSyslogIdentifier=pve-guests',
    'After=qmeventd.service pveproxy.service',
  )
}

/** /etc/pve: one folder for all nodes, as the cluster file system has it. */
function cluster(machine: MachineSpec, spec: LabSpec, pve: string): void {
  const at = (path: string) => join(pve, path)
  for (const kind of ['qemu-server', 'lxc']) mkdirSync(at(`nodes/${machine.name}/${kind}`), { recursive: true })
  for (const guest of machine.guests ?? [])
    put(at(`nodes/${machine.name}/qemu-server/${guest.id}.conf`), guestConfig(guest), 0o640, WWW_DATA)
  for (const [name, to] of [
    ['local', '/run/lab/local'],
    ['qemu-server', 'local/qemu-server'],
    ['lxc', 'local/lxc'],
    ['.members', '/run/lab/members'],
  ] as const) {
    // prettier-ignore
    rmSync(at(name), { force: true })
    symlinkSync(to, at(name))
  }
  const nodes = spec.machines.filter(({ role }) => role === 'node')
  const ids = Object.fromEntries(
    nodes.flatMap(({ name, guests }) => (guests ?? []).map(({ id }) => [id, { node: name, type: 'qemu', version: 1 }])),
  )
  put(at('.vmlist'), `${JSON.stringify({ version: 4, ids }, null, 1)}\n`, 0o640, WWW_DATA)
  put(
    at('storage.cfg'),
    'dir: local\n\tpath /var/lib/vz\n\tcontent iso,vztmpl,backup\n\nlvmthin: local-lvm\n\tthinpool data\n\tvgname pve\n\tcontent rootdir,images\n',
    0o640,
    WWW_DATA,
  )
  put(at('datacenter.cfg'), 'keyboard: en-us\n', 0o640, WWW_DATA)
  put(at('user.cfg'), 'user:root@pam:1:0:::root@localhost:::\n', 0o640, WWW_DATA)
  mkdirSync(at('priv'), { recursive: true, mode: 0o700 })
  mkdirSync(at('ha'), { recursive: true })
}

const members = (spec: LabSpec) => {
  const nodes = spec.machines.filter(({ role }) => role === 'node')
  return {
    cluster: { name: 'lab', version: 3, nodes: nodes.length, quorate: 1 },
    nodelist: Object.fromEntries(nodes.map(({ name, address }, n) => [name, { id: n + 1, online: 1, ip: address }])),
  }
}

const guestConfig = (guest: GuestSpec): string =>
  `${[
    ...(guest.inside === undefined ? [] : ['agent: 1']),
    'boot: order=scsi0',
    'cores: 1',
    `memory: ${guest.memoryMiB}`,
    `name: ${guest.name}`,
    'net0: virtio=BC:24:11:00:00:01,bridge=vmbr0',
    ...(guest.onboot ? ['onboot: 1'] : []),
    'ostype: l26',
    `scsi0: local-lvm:vm-${guest.id}-disk-0,size=32G`,
    'scsihw: virtio-scsi-single',
    'sockets: 1',
  ].join('\n')}\n`
