import { defineCause } from '../define.ts'

export const qemuStaleLock = defineCause({
  id: 'qemu.stale-lock',
  title: 'a lock left behind keeps the guest down',
  area: 'qemu',
  doc: '`VM is locked (backup)` though no such task runs any more, usually after a crash of the host or an aborted job. A running task holds its lock rightly.',
  state: 'start-failed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [{ kind: 'qemu.lock' }, { kind: 'task.ended', where: (o) => /is locked \(/.test(String(o.fields['status'])) }],
    supporting: [{ kind: ['guest.lock-configured', 'task.error', 'backup.failed'] }],
  },
  splitBy: ['guest'],
  mustLog: undefined,
  because: (finding) => `The guest is locked (${String(finding.decisive[0]?.fields['lock'] ?? 'by a task')}) and so cannot be started.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Make sure that no task of the guest runs, then unlock and start it.',
      command: 'pvenode task list --vmid {guest} --source active; qm unlock {guest}; qm start {guest}',
    },
  ],
  prevention: [{ text: 'No lock is older than its task.', check: 'lock without task' }],
  settle: [{ what: 'whether a task still runs', command: 'pvenode task list --vmid {guest} --source active' }],
})
