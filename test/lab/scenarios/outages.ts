import { ended, type Scenario, upAgain } from './scenario.ts'

/** Asks the QEMU of a VM of pve1 for something over its QMP socket. */
const qmp = (id: string, command: string) =>
  `perl -MIO::Socket::UNIX -e '$s = IO::Socket::UNIX->new(Peer => "/run/qemu-server/${id}.qmp") or exit 1; <$s>; for (@ARGV) { print $s "$_\\n"; <$s> }' '{"execute": "qmp_capabilities"}' '${command}' || :`

export const scenarios: readonly Scenario[] = [
  {
    name: 'qm-stop',
    title: 'root stops a VM on the command line',
    guest: '103',
    id: 103,
    cause: 'operator.stop',
    state: 'stopped',
    async happen(lab) {
      await lab.ssh('pve1', 'qm stop 103')
      await ended(lab, '103')
    },
  },
  {
    name: 'guest-poweroff-seen-from-outside',
    title: 'somebody inside the guest switches it off; while it is off its host cannot tell that from a crash',
    guest: 'maas',
    id: 102,
    cause: 'undetermined',
    state: 'stopped',
    async happen(lab) {
      await lab.ssh('maas', 'systemctl poweroff')
      await ended(lab, '102')
    },
  },
  {
    name: 'guest-poweroff',
    title: 'the same, once it is up again and can be asked',
    guest: 'maas',
    id: 102,
    cause: 'guest.poweroff',
    state: 'stopped',
    async happen(lab) {
      if ((await lab.peek('pve1', 'qm status 102')).includes('running')) {
        await lab.ssh('maas', 'systemctl poweroff')
        await ended(lab, '102')
      }
      await lab.ssh('pve1', 'qm start 102')
      await upAgain(lab, 'maas')
    },
  },
  {
    name: 'memory-limit',
    title: "a VM outgrows the limit of its scope, and this machine's kernel kills it",
    guest: 'k3s',
    id: 104,
    cause: 'memory.vm-limit',
    state: 'killed',
    async happen(lab) {
      await lab.peek('pve1', qmp('104', '{"execute": "x-lab-touch", "arguments": {"mib": 200}}'))
      await ended(lab, '104')
    },
  },
]
