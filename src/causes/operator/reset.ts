import { defineCause } from '../define.ts'
import { askedBy, guestIn, taskInVain, taskOf } from './who.ts'

export const operatorReset = defineCause({
  id: 'operator.reset',
  title: 'somebody reset or rebooted the guest from outside',
  area: 'operator',
  doc: 'A `qmreset`, `qmreboot` or `vzreboot` task. A reset keeps the QEMU process, so the process id stays the same and the guest finds its journal unclean. If the guest hung or panicked before, the reset is a reaction to that.',
  state: 'rebooted',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      { kind: ['task.started', 'task.ended'], side: 'host', where: taskOf('qmreset', 'qmreboot', 'vzreboot') },
      { kind: 'qemu.event-end', where: (o) => o.fields['reason'] === 'host-qmp-system-reset' },
    ],
    supporting: [{ kind: ['pve.restarting', 'journal.unclean', 'boot.unclean-end', 'boot.start'] }],
    contradicting: [{ kind: 'task.ended', where: taskInVain('qmreset', 'qmreboot', 'vzreboot') }],
  },
  splitBy: ['guest'],
  mustLog: 'task-log',
  suspectWhen: ['rebooted'],
  because: (finding) =>
    `${askedBy(finding)} ${finding.decisive[0]?.fields['type'] === 'qmreset' ? 'reset' : 'rebooted'} ${guestIn(finding)} from outside.`,
  remedies: [
    { when: 'immediate', text: 'Nothing, if it is up; ask the named user why.' },
    { when: 'long-term', text: 'Look for the reason of the reset in the minutes before it.' },
  ],
  prevention: [{ text: 'Only those who must can reset important guests.', check: 'users and tokens with VM.PowerMgmt on the guest' }],
  settle: [{ what: 'whether a task reset it', command: 'pvenode task list --vmid {guest} --limit 20' }],
})
