import { defineCause } from '../define.ts'

export const hostServiceDown = defineCause({
  id: 'host.service-down',
  title: 'a service the host needs is dead, so guests cannot be started or managed',
  area: 'host',
  doc: 'pve-cluster, pvedaemon, libvirtd or another management service failed. Running guests go on; nothing can be started, and configuration cannot be read.',
  state: 'start-failed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: ['host.service-failed', 'host.service-unreachable'], side: 'host' }],
    supporting: [{ kind: ['task.error', 'qemu.start-error', 'kernel.segfault', 'fs.full'], side: 'host' }],
  },
  mustLog: undefined,
  suspectWhen: ['start-failed'],
  because: (finding) => `A service of the host is not running: ${finding.decisive[0]?.says}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'See why it failed and start it again; guests that run are not touched.',
      command: 'systemctl --failed; systemctl status pve-cluster libvirtd',
    },
  ],
  prevention: [{ text: 'Management services are up.', check: 'systemctl is-active pve-cluster pvedaemon libvirtd' }],
  settle: [{ what: 'which service failed', command: 'systemctl --failed' }],
})
