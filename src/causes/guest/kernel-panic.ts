import { defineCause } from '../define.ts'

export const guestKernelPanic = defineCause({
  id: 'guest.kernel-panic',
  title: "the guest's kernel panicked",
  area: 'guest',
  doc: 'A panic or a fatal oops in the kernel of the guest (FreeBSD: `panic:`; Windows: a bugcheck), or QEMU in state guest-panicked. The QEMU process lives on with the same pid. A panic that only follows memory running out, or a disk that the host lost, is a consequence of that.',
  state: 'killed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      { kind: ['kernel.panic', 'kernel.oops'], side: 'guest' },
      { kind: 'guest.freebsd-panic', side: 'guest' },
      { kind: 'windows.bugcheck' },
      { kind: 'qemu.panicked' },
      { kind: 'qemu.event-end', where: (o) => o.fields['reason'] === 'guest-panic' },
    ],
    supporting: [{ kind: ['journal.unclean', 'boot.unclean-end', 'kernel.warning'], side: 'guest' }],
  },
  mustLog: undefined,
  suspectWhen: ['killed', 'rebooted', 'hung'],
  because(finding) {
    const reason = finding.decisive.map((o) => o.fields['reason'] ?? o.fields['code'] ?? o.fields['dump']).find((r) => r !== undefined)
    return `The kernel of the guest crashed${reason === undefined ? '' : `: ${String(reason)}`}. The host kept running.`
  },
  remedies: [
    { when: 'immediate', text: 'Start the guest, if it crashes again with the kernel used before.', command: 'qm reset {guest}' },
    {
      when: 'short-term',
      text: 'Keep the next crash: a serial console and kdump, and let it restart by itself.',
      command: 'sysctl kernel.panic=10',
    },
    { when: 'long-term', text: 'Update or pin the kernel of the guest and report the trace.' },
  ],
  prevention: [
    { text: 'The guest restarts after a panic and leaves a dump.', check: 'kernel.panic > 0, serial0 configured, watchdog device' },
  ],
  settle: [{ what: 'whether the guest left a dump', command: 'ls -l /var/crash /var/lib/systemd/pstore' }],
})
