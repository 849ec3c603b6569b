import { defineCause } from '../define.ts'
import { askedBy, guestIn, taskInVain, taskOf } from './who.ts'

export const operatorStop = defineCause({
  id: 'operator.stop',
  title: 'somebody stopped the guest hard',
  area: 'operator',
  doc: 'A `qmstop` or `vzstop` task, or a hard stop by HA, names the guest and the user. It is like pulling the plug: the guest finds its journal unclean afterwards, which is a consequence. When the guest hung before, the hang is the cause and the stop a reaction.',
  state: 'stopped',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      { kind: ['task.started', 'task.ended'], side: 'host', where: taskOf('qmstop', 'vzstop', 'hastop') },
      { kind: 'libvirt.shutdown', where: (o) => (o.fields['reason'] ?? o.fields['reason2']) === 'destroyed' },
    ],
    supporting: [
      // Proxmox quits QEMU after every shutdown.
      { kind: 'qemu.event-end', where: (o) => o.fields['reason'] === 'host-qmp-quit' },
      { kind: ['ha.stop', 'qmeventd.cleanup', 'scope.deactivated', 'tap.disabled', 'journal.unclean'] },
    ],
    contradicting: [{ kind: 'task.ended', where: taskInVain('qmstop', 'vzstop') }],
  },
  splitBy: ['guest'],
  mustLog: 'task-log',
  suspectWhen: ['killed', 'stopped', 'paused'],
  because: (finding) => `${askedBy(finding)} stopped ${guestIn(finding)} with a hard stop. The guest itself was not asked.`,
  remedies: [
    { when: 'immediate', text: 'Ask the named user why, then start the guest.', command: 'qm start {guest}' },
    {
      when: 'short-term',
      text: 'Give people accounts of their own instead of a shared root; restrict VM.PowerMgmt.',
      command: 'pveum acl list',
    },
    { when: 'long-term', text: 'Send a notification for stop and reset tasks of important guests.' },
  ],
  prevention: [{ text: 'Only those who must can power important guests off.', check: 'users and tokens with VM.PowerMgmt on the guest' }],
  settle: [{ what: 'whether a task stopped it, and whose', command: 'pvenode task list --vmid {guest} --limit 20' }],
})
