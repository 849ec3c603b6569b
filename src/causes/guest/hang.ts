import { defineCause } from '../define.ts'

export const guestHang = defineCause({
  id: 'guest.hang',
  title: 'the guest hung',
  area: 'guest',
  doc: 'Soft lockups, RCU stalls or blocked tasks in the log of the guest before it fell silent, while its process lived. Very often the guest is the victim: the host lacked processor time, its storage stood still, or a backup or migration paused it. Only when the host is shown to have been well is it the guest.',
  state: 'hung',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      { kind: 'systemd.frozen', side: 'guest' },
      { kind: ['kernel.soft-lockup', 'kernel.rcu-stall', 'kernel.hard-lockup'], side: 'guest' },
      {
        kind: 'kernel.hung-task',
        side: 'guest',
        where: (o) => Number(o.count ?? 1) >= 2 || Number(o.fields['nth']) >= 2 || Number(o.fields['seconds']) >= 240,
      },
    ],
    supporting: [{ kind: ['qemu.agent-timeout', 'qemu.qmp-timeout', 'kernel.hung-task', 'guest.virtual-disk-stuck'] }],
    contradicting: [],
  },
  suspectWhen: ['hung', 'unreachable'],
  because: (finding) =>
    `The guest stood still: ${finding.decisive[0]?.says}. Its log does not say whether it was at fault or starved by its host.`,
  remedies: [
    {
      when: 'immediate',
      text: 'See how the host was at that time, then reset the guest.',
      command: 'cat /proc/pressure/io /proc/pressure/cpu; qm reset {guest}',
    },
    {
      when: 'long-term',
      text: 'A virtual watchdog that resets the guest; iothreads for its disks.',
      command: 'qm set {guest} --watchdog i6300esb,action=reset',
    },
  ],
  prevention: [{ text: 'Host pressure stays low and the guest has a watchdog.', check: 'PSI io/cpu, watchdog device' }],
  settle: [
    {
      what: 'whether the host starved it',
      command: 'journalctl -k --since "-1 hour" --no-pager | grep -E "blocked for more|not responding|I/O error"',
    },
  ],
})
