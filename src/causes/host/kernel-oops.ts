import { defineCause } from '../define.ts'

export const hostKernelOops = defineCause({
  id: 'host.kernel-oops',
  title: "the host's kernel had a bug (oops); the machine may live on",
  area: 'host',
  doc: 'An oops or a kernel BUG on the host, or a kernel warning in the process of a guest or of its start task at the second it failed. The host goes on, but what the process held stays locked. Warnings elsewhere are noise.',
  state: 'hung',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [
      { kind: 'kernel.oops', side: 'host' },
      {
        kind: 'kernel.warning',
        side: 'host',
        where: (o) =>
          /Comm: (?:kvm|qemu|CPU \d+\/KVM|task UPID|vhost)|: (?:kvm|task UPID)|CPU#\d+: (?:kvm|task UPID)/.test(`${o.cites[0].message}`),
      },
    ],
    supporting: [{ kind: ['kernel.warning', 'kernel.hung-task', 'kernel.soft-lockup', 'kernel.segfault'], side: 'host' }],
    contradicting: [],
  },
  mustLog: 'host-kernel',
  because: (finding) => `The kernel of the host hit a bug: ${finding.decisive[0]?.says}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Move the guests away and reboot the host; what hangs will not come back by itself.',
      command: 'proxmox-boot-tool kernel list',
    },
    { when: 'long-term', text: 'Pin a kernel that does not do it, and report the trace.' },
  ],
  prevention: [{ text: 'The running kernel logs no oops.', check: 'journalctl -k | grep -c "BUG:"' }],
  settle: [{ what: 'the whole trace', command: 'journalctl -k -b -1 --no-pager | grep -A30 -E "BUG:|Oops:|WARNING:"' }],
})
