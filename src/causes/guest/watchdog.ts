import { defineCause } from '../define.ts'

export const guestWatchdog = defineCause({
  id: 'guest.watchdog',
  title: 'a watchdog reset or panicked the guest',
  area: 'guest',
  doc: 'The virtual watchdog device (QMP event WATCHDOG) or a watchdog daemon inside the guest acted, because the guest no longer fed it. Why it did not is the next question: usually the guest hung.',
  state: 'rebooted',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      { kind: 'qemu.watchdog-event' },
      { kind: ['guest.watchdog', 'kernel.softdog-panic'], side: 'guest' },
      { kind: 'kernel.panic', side: 'guest', where: (o) => /[Ww]atchdog|softdog/.test(String(o.fields['reason'])) },
    ],
    supporting: [{ kind: ['kernel.soft-lockup', 'kernel.hung-task', 'journal.unclean', 'kernel.panic'], side: 'guest' }],
  },
  because: (finding) => `A watchdog of the guest fired because the guest no longer fed it (${finding.decisive[0]?.says}).`,
  remedies: [
    { when: 'immediate', text: 'See what the guest did before the watchdog fired.', command: 'journalctl -b -1 -n 200 --no-pager' },
    { when: 'long-term', text: 'A longer timeout when the host pauses guests for backups or migrations.' },
  ],
  prevention: [{ text: 'The timeout of the watchdog is longer than the pauses of backups and migrations.', check: 'watchdog timeout' }],
  settle: [{ what: 'whether the virtual watchdog acted', command: 'journalctl --no-pager | grep -i watchdog' }],
})
