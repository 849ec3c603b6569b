import { defineCause } from '../define.ts'

export const qemuKvmError = defineCause({
  id: 'qemu.kvm-error',
  title: 'KVM could not run the guest any further',
  area: 'qemu',
  doc: '`KVM internal error`, `entry failed, hardware error` or `kvm run failed`; the status is internal-error while the process lives. Nested virtualisation, passthrough, a processor type that does not fit, or firmware.',
  state: 'paused',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [{ kind: 'qemu.kvm-error' }],
    supporting: [{ kind: ['qemu.paused', 'vfio.reset-failed', 'qemu.agent-timeout'] }],
  },
  splitBy: ['guest', 'pid'],
  mustLog: undefined,
  suspectWhen: ['paused'],
  because: (finding) => `KVM could not go on with the processor of the guest: ${String(finding.decisive[0]?.fields['what'] ?? '')}.`,
  remedies: [
    { when: 'immediate', text: 'Stop and start the guest.', command: 'qm stop {guest}; qm start {guest}' },
    { when: 'short-term', text: 'Another processor type; firmware and microcode updates.', command: 'qm set {guest} --cpu x86-64-v2-AES' },
  ],
  prevention: [{ text: 'Microcode is current; nested virtualisation only where needed.', check: 'microcode, cpu flags' }],
  settle: [{ what: 'what QEMU said', command: 'journalctl -t QEMU --no-pager | tail -40' }],
})
