import { defineCause } from '../define.ts'
import { askedBy, guestIn, taskOf } from './who.ts'

export const operatorPause = defineCause({
  id: 'operator.pause',
  title: 'somebody paused, suspended or hibernated the guest',
  area: 'operator',
  doc: 'A `qmpause` or `qmsuspend` task. A paused guest keeps its process and its memory; it comes back with `qm resume`. A guest that QEMU paused after a disk error is another cause.',
  state: 'paused',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [{ kind: ['task.started', 'task.ended'], side: 'host', where: taskOf('qmpause', 'qmsuspend', 'vzsuspend') }],
    supporting: [{ kind: ['qemu.paused', 'time.jump'] }],
    contradicting: [{ kind: 'qemu.paused-io-error' }],
  },
  splitBy: ['guest'],
  mustLog: 'task-log',
  suspectWhen: ['paused'],
  because: (finding) => `${askedBy(finding)} paused or suspended ${guestIn(finding)}.`,
  remedies: [{ when: 'immediate', text: 'Let it run again.', command: 'qm resume {guest}' }],
  prevention: [{ text: 'Only those who must can suspend important guests.', check: 'users and tokens with VM.PowerMgmt on the guest' }],
  settle: [{ what: 'in which state it is', command: 'qm status {guest} --verbose | grep -E "status|lock"' }],
})
