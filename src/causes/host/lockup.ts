import { defineCause } from '../define.ts'

export const hostLockup = defineCause({
  id: 'host.lockup',
  title: 'processors of the host locked up',
  area: 'host',
  doc: 'Soft or hard lockups or RCU stalls on the host. Memory or storage trouble a moment earlier is the better answer.',
  state: 'hung',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: ['kernel.soft-lockup', 'kernel.hard-lockup', 'kernel.rcu-stall'], side: 'host' }],
    supporting: [{ kind: ['kernel.hung-task', 'boot.unclean-end', 'corosync.not-scheduled'], side: 'host' }],
    contradicting: [],
  },
  mustLog: undefined,
  because: (finding) => `A processor of the host was stuck: ${finding.decisive[0]?.says}.`,
  remedies: [
    { when: 'immediate', text: 'Reset the host if it does not answer.' },
    { when: 'long-term', text: 'Firmware, microcode, C-states; another kernel.', command: 'dmesg | grep -iE "lockup|stall"' },
  ],
  prevention: [{ text: 'A hardware watchdog resets the host.', check: 'watchdog device' }],
  settle: [{ what: 'what the processors were doing', command: 'journalctl -k -b -1 --no-pager | grep -iE -A20 "lockup|stall"' }],
})
