import { defineCause } from '../define.ts'

export const hostKernelPanic = defineCause({
  id: 'host.kernel-panic',
  title: "the host's kernel panicked",
  area: 'host',
  doc: 'A panic in the log, console or crash dump of the host. With kernel.panic = 0 the host then stays dead until someone resets it. A panic because of a fatal machine check has the hardware as its cause.',
  state: 'killed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [
      {
        kind: ['kernel.panic', 'kernel.sysrq'],
        side: 'host',
        where: (o) => o.kind === 'kernel.panic' || /crash/.test(String(o.fields['what'])),
      },
    ],
    supporting: [{ kind: ['kernel.oops', 'boot.unclean-end', 'journal.unclean', 'kernel.warning'], side: 'host' }],
    contradicting: [{ kind: 'boot.clean-end', side: 'host' }],
  },
  because: (finding) =>
    `The kernel of the host panicked${finding.decisive[0]?.fields['reason'] === undefined ? '' : `: ${String(finding.decisive[0]?.fields['reason'])}`}; every guest on it went down.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Boot the kernel used before.',
      command: 'proxmox-boot-tool kernel list; proxmox-boot-tool kernel pin <version>',
    },
    {
      when: 'short-term',
      text: 'Let the host restart by itself and keep a dump.',
      command: 'sysctl -w kernel.panic=10; apt install kdump-tools',
    },
    { when: 'long-term', text: 'Test new kernels on one node first.' },
  ],
  prevention: [{ text: 'The host restarts after a panic and keeps a dump.', check: 'kernel.panic = 0, no crash dump' }],
  settle: [{ what: 'whether the kernel left a dump', command: 'ls -l /var/lib/systemd/pstore /var/crash' }],
})
