import { defineCause } from '../define.ts'

export const backupStopMode = defineCause({
  id: 'backup.stop-mode',
  title: 'a backup in stop mode shut the guest down and started it again',
  area: 'backup',
  doc: 'The backup task says `backup mode: stop` and `stopping virtual guest` (or `stopping vm`), and later that the guest is online again. The guest sees an ordinary shutdown. A backup in snapshot mode never does this.',
  state: 'stopped',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [{ kind: 'backup.stopping-guest' }, { kind: 'backup.mode', where: (o) => o.fields['mode'] === 'stop' }],
    supporting: [
      {
        kind: [
          'backup.start',
          'backup.resumed',
          'backup.done',
          'qmeventd.cleanup',
          'scope.deactivated',
          'qemu-ga.shutdown',
          'logind.power-key',
        ],
      },
      { kind: ['task.started', 'task.ended'], where: (o) => o.fields['type'] === 'vzdump' },
    ],
    contradicting: [{ kind: 'backup.mode', where: (o) => o.fields['mode'] === 'snapshot' }],
  },
  burstMs: 60 * 60_000,
  mustLog: 'task-log',
  because(finding) {
    const seconds = finding.supporting.find((o) => typeof o.fields['seconds'] === 'number')?.fields['seconds']
    return `The backup job shuts the guest down by design (stop mode)${seconds === undefined ? '' : `; it was online again after ${String(seconds)} s`}.`
  },
  remedies: [
    { when: 'immediate', text: 'None: the guest is started again by the job.' },
    {
      when: 'short-term',
      text: 'Change the mode of the job to snapshot.',
      command: 'pvesh get /cluster/backup --output-format json-pretty',
    },
    { when: 'long-term', text: 'Back up to storage that allows snapshots, with the guest agent freezing the filesystems.' },
  ],
  prevention: [{ text: 'No job in stop or suspend mode covers a guest that must not stop.', check: 'jobs.cfg mode ∈ {stop, suspend}' }],
  settle: [{ what: 'in which mode the backup ran', command: 'grep -h "backup mode" /var/log/vzdump/*{guest}*.log' }],
})
