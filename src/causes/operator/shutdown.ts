import { defineCause } from '../define.ts'
import { askedBy, guestIn, taskInVain, taskOf } from './who.ts'

export const operatorShutdown = defineCause({
  id: 'operator.shutdown',
  title: 'somebody asked the guest from outside to shut down',
  area: 'operator',
  doc: 'A `qmshutdown` or `vzshutdown` task, or inside the guest `guest-shutdown called` by the agent, or the virtual power key at that moment. The guest then goes down in order. Without a task, the agent line still proves that the request came from the hypervisor, not from inside.',
  state: 'stopped',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      { kind: ['task.started', 'task.ended'], side: 'host', where: taskOf('qmshutdown', 'vzshutdown', 'hashutdown') },
      { kind: ['qemu-ga.shutdown', 'windows.agent-shutdown'], side: 'guest' },
      { kind: 'ct.sigrt-shutdown', side: 'guest' },
      { kind: 'logind.power-key', side: 'guest' },
    ],
    supporting: [
      { kind: ['qmeventd.cleanup', 'scope.deactivated', 'tap.disabled', 'ha.stop'] },
      { kind: ['logind.will-poweroff', 'systemd.shutdown-target', 'systemd.shutdown-run', 'journal.stopped'], side: 'guest' },
    ],
    contradicting: [{ kind: 'task.ended', where: taskInVain('qmshutdown', 'vzshutdown') }],
  },
  splitBy: ['guest'],
  mustLog: 'task-log',
  suspectWhen: ['stopped', 'killed'],
  because(finding) {
    const task = finding.decisive.find((o) => o.kind.startsWith('task.'))
    if (task) return `${askedBy(finding)} asked ${guestIn(finding)} to shut down.`
    return finding.decisive[0]?.kind === 'logind.power-key'
      ? `The virtual power key of ${guestIn(finding)} was pressed, which only the hypervisor side can do.`
      : `The hypervisor side asked ${guestIn(finding)} through its agent to shut down; who did is in the task log of the host.`
  },
  remedies: [
    { when: 'immediate', text: 'Start the guest if the shutdown was not wanted.', command: 'qm start {guest}' },
    {
      when: 'short-term',
      text: 'Find out who or what asked: a person, a token, HA, a schedule.',
      command: 'pvenode task list --vmid {guest} --limit 20',
    },
    { when: 'long-term', text: 'Personal accounts and tokens per tool, so that the task names who it was.' },
  ],
  prevention: [{ text: 'Only those who must can power important guests off.', check: 'users and tokens with VM.PowerMgmt on the guest' }],
  settle: [{ what: 'who asked for the shutdown', command: 'pvenode task list --vmid {guest} --limit 20' }],
})
