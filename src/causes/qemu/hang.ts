import { defineCause } from '../define.ts'

export const qemuHang = defineCause({
  id: 'qemu.hang',
  title: 'the main loop of QEMU is stuck',
  area: 'qemu',
  doc: 'QEMU does not answer its control socket for minutes (`unable to connect to VM … qmp socket`), though the process exists. Nearly always its storage stands still. An agent inside the guest that does not answer proves nothing.',
  state: 'hung',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [{ kind: 'qemu.qmp-timeout', where: (o) => Number(o.count ?? 1) >= 3 }],
    supporting: [{ kind: ['qemu.qmp-timeout', 'kernel.hung-task', 'storage.offline', 'nfs.not-responding', 'pve.status-slow'] }],
  },
  splitBy: ['guest'],
  mustLog: 'host-log',
  suspectWhen: ['hung'],
  because: (finding) =>
    `QEMU of ${finding.about.guest === undefined ? 'the guest' : `VM ${finding.about.guest}`} did not answer its control socket, again and again.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Look at the storage first; do not kill the process before.',
      command: 'cat /proc/$(cat /run/qemu-server/{guest}.pid)/wchan; cat /proc/pressure/io',
    },
  ],
  prevention: [{ text: 'Storage answers within a second.', check: 'PSI io full' }],
  settle: [{ what: 'what the process waits for', command: 'cat /proc/$(cat /run/qemu-server/{guest}.pid)/stack' }],
})
