import { defineCause } from '../define.ts'

export const userspaceKiller = defineCause({
  id: 'memory.userspace-killer',
  title: 'a memory watchdog in userspace killed the guest',
  area: 'memory',
  doc: 'systemd-oomd, earlyoom or nohang ended QEMU before the kernel would have. There is no kernel report; the daemon names the process or the scope. Such daemons do not belong on a hypervisor.',
  state: 'killed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      {
        kind: 'userspace-killer.kill',
        side: 'host',
        where: (o) =>
          /kvm|qemu|\d+\.scope|machine\.slice|vm/i.test(`${o.about.process ?? ''} ${o.about.unit ?? ''} ${String(o.fields['what'] ?? '')}`),
      },
    ],
    supporting: [{ kind: ['scope.deactivated', 'qmeventd.cleanup', 'qemu.killed'] }],
    contradicting: [{ kind: 'kernel.oom-report', side: 'host' }],
  },
  splitBy: ['guest', 'pid'],
  mustLog: 'host-log',
  because: (finding) =>
    `${finding.decisive[0]?.cites[0].ident ?? 'A memory watchdog'} ended ${finding.about.guest === undefined ? 'the guest' : `VM ${finding.about.guest}`} because memory was short; the kernel had not yet stepped in.`,
  remedies: [
    { when: 'immediate', text: 'Start the guest and stop the memory watchdog on the host.', command: 'systemctl list-units "*oom*"' },
    { when: 'long-term', text: 'Exclude QEMU from it, or remove it from hypervisors.' },
  ],
  prevention: [{ text: 'No userspace memory killer runs on a hypervisor.', check: 'earlyoom, systemd-oomd, nohang inactive' }],
  settle: [{ what: 'whether such a daemon runs', command: 'systemctl is-active systemd-oomd earlyoom nohang' }],
})
