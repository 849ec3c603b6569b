import { defineCause } from '../define.ts'
import { askedBy, guestIn, taskOf } from './who.ts'

export const operatorRollback = defineCause({
  id: 'operator.rollback',
  title: 'the guest was rolled back, restored, destroyed or made a template',
  area: 'operator',
  doc: 'A `qmrollback`, `qmrestore`, `qmdestroy` or `qmtemplate` task (or their container twins). Such a task stops the guest first. The time inside the guest jumps back.',
  state: 'stopped',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      {
        kind: ['task.started', 'task.ended'],
        side: 'host',
        where: taskOf('qmrollback', 'vzrollback', 'qmrestore', 'vzrestore', 'qmdestroy', 'vzdestroy', 'qmtemplate', 'vztemplate'),
      },
    ],
    supporting: [{ kind: ['qmeventd.cleanup', 'scope.deactivated', 'time.jump'] }],
  },
  splitBy: ['guest'],
  mustLog: 'task-log',
  because: (finding) =>
    `${askedBy(finding)} ran the task ${String(finding.decisive[0]?.fields['type'] ?? '')} on ${guestIn(finding)}, which ends it.`,
  remedies: [
    {
      when: 'immediate',
      text: 'If it was a mistake, restore the newest backup under a new id before anything else writes.',
      command: 'pvesm list <storage> --content backup',
    },
    { when: 'short-term', text: 'Protect the guest.', command: 'qm set {guest} --protection 1' },
  ],
  prevention: [{ text: 'Important guests are protected.', check: 'protection: 1' }],
  settle: [{ what: 'whether such a task ran', command: 'pvenode task list --vmid {guest} --limit 20' }],
})
