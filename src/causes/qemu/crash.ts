import { defineCause } from '../define.ts'

export const qemuCrash = defineCause({
  id: 'qemu.crash',
  title: 'QEMU crashed',
  area: 'qemu',
  doc: 'QEMU died of a signal or an assertion: `kvm[…]: segfault`, `Assertion … failed`, a core dump, libvirt `reason=crashed`. A kill by the kernel for memory, or by a person, is another cause.',
  state: 'killed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      {
        kind: 'kernel.segfault',
        side: 'host',
        where: (o) => /^(?:kvm|qemu-system-\w+|qemu-kvm|qemu\S*|CPU \d+\/KVM|IO \S+|worker)$/.test(o.about.process ?? ''),
      },
      { kind: ['qemu.assertion', 'qemu.crash-signal'] },
      { kind: 'libvirt.shutdown', where: (o) => o.fields['reason'] === 'crashed' },
    ],
    supporting: [{ kind: ['scope.deactivated', 'qmeventd.cleanup', 'tap.disabled', 'journal.unclean'] }],
    contradicting: [{ kind: 'kernel.oom-report', side: 'host', where: (o) => o.fields['victimIsVmm'] === true }],
  },
  splitBy: ['guest', 'pid'],
  mustLog: undefined,
  suspectWhen: ['killed'],
  because: (finding) =>
    `The QEMU process of ${finding.about.guest === undefined ? 'the guest' : `VM ${finding.about.guest}`} crashed: ${finding.decisive[0]?.says}.`,
  remedies: [
    { when: 'immediate', text: 'Start the guest.', command: 'qm start {guest}' },
    {
      when: 'short-term',
      text: 'Install the newest QEMU and restart guests that still run the old one.',
      command: 'apt list --upgradable pve-qemu-kvm; qm status {guest} --verbose | grep running-qemu',
    },
    { when: 'long-term', text: 'Keep a core dump of the next crash and report it.', command: 'apt install systemd-coredump' },
  ],
  prevention: [{ text: 'No guest runs an older QEMU than the one installed.', check: 'running-qemu < installed' }],
  settle: [{ what: 'whether QEMU crashed', command: 'journalctl --no-pager | grep -E "segfault|Assertion|dumped core" | tail' }],
})
