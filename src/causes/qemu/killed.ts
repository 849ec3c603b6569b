import { defineCause } from '../define.ts'

export const qemuKilled = defineCause({
  id: 'qemu.killed',
  title: 'someone or something sent QEMU a deadly signal',
  area: 'qemu',
  doc: 'QEMU says `terminating on signal 15 from pid …`. The sender is named: libvirt or systemd is the ordinary way to stop it; any other program or a shell is not.',
  state: 'killed',
  reach: 'guest',
  planned: null,
  signals: {
    decisive: [
      { kind: 'qemu.killed', where: (o) => !/libvirtd|virtqemud|qmeventd|\/sbin\/init|systemd/.test(String(o.fields['killer'] ?? '')) },
      { kind: ['pve.cleanup-killed', 'qemu.killed-by-hand'] },
    ],
    supporting: [
      // systemd sends signals too, when the host goes down.
      { kind: 'qemu.event-end', where: (o) => o.fields['reason'] === 'host-signal' },
      { kind: ['qmeventd.cleanup', 'scope.deactivated', 'journal.unclean'] },
    ],
  },
  splitBy: ['guest', 'pid'],
  because: (finding) => `QEMU was ended from outside: ${finding.decisive[0]?.says}.`,
  remedies: [{ when: 'immediate', text: 'Find the sender, then start the guest.', command: 'ausearch -k kill; qm start {guest}' }],
  prevention: [{ text: 'Nothing but Proxmox ends QEMU.', check: 'scripts with kill or pkill on the host' }],
  settle: [{ what: 'who sent the signal', command: 'journalctl --no-pager | grep "terminating on signal"' }],
})
