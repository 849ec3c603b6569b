import { defineCause } from '../define.ts'

export const backupPause = defineCause({
  id: 'backup.pause',
  title: 'a backup or a snapshot paused the guest',
  area: 'backup',
  doc: 'Suspend mode stops the processors of the guest while it copies; a snapshot with memory does so too, for seconds to minutes. The guest does not go down; its clock jumps and services outside see a gap.',
  state: 'paused',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      { kind: 'backup.suspending' },
      { kind: 'backup.mode', where: (o) => o.fields['mode'] === 'suspend' },
      { kind: 'backup.resumed', where: (o) => Number(o.fields['resume'] ?? 0) >= 3 },
    ],
    supporting: [
      {
        kind: [
          'backup.start',
          'backup.resumed',
          'backup.done',
          'time.jump',
          'kernel.soft-lockup',
          'kernel.rcu-stall',
          'backup.freeze',
          'backup.thaw',
        ],
      },
    ],
    // A guest whose process ended was not merely paused.
    contradicting: [{ kind: ['backup.stopping-guest', 'scope.deactivated'] }],
  },
  burstMs: 60 * 60_000,
  mustLog: 'task-log',
  because: (finding) => {
    const seconds = [...finding.decisive, ...finding.supporting]
      .map((o) => Number(o.fields['resume'] ?? o.fields['seconds'] ?? 0))
      .find((n) => n > 0)
    return `The backup paused the guest${seconds === undefined ? '' : ` for about ${seconds} s`}; it was never shut down.`
  },
  remedies: [
    { when: 'immediate', text: 'None: the guest goes on by itself when the copy is done.' },
    {
      when: 'short-term',
      text: 'Use snapshot mode; leave memory out of snapshots.',
      command: 'pvesh get /cluster/backup --output-format json-pretty',
    },
  ],
  prevention: [{ text: 'No job in suspend mode covers a guest that must answer.', check: 'jobs.cfg mode = suspend' }],
  settle: [{ what: 'whether the job suspended the guest', command: 'grep -hE "suspend|resum" /var/log/vzdump/*{guest}*.log' }],
})
