import { defineCause } from '../define.ts'

export const backupIoStall = defineCause({
  id: 'backup.io-stall',
  title: "the backup's target was slow and the guest's writes waited for it",
  area: 'backup',
  doc: 'While a snapshot backup runs, every block the guest overwrites is first copied to the backup target. When the target is slow or gone, the writes of the guest stand still: the job reports timeouts or no progress and the guest hung tasks. It ends when the job is aborted.',
  state: 'hung',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      // QEMU itself no longer answers about its backup. A target that refuses the connection stalls nobody.
      {
        kind: 'backup.failed',
        where: (o) => /got timeout|unable to connect to VM|-110|upload error|write data failed/.test(String(o.fields['what'])),
      },
      { kind: 'backup.slow' },
    ],
    supporting: [
      {
        kind: [
          'kernel.hung-task',
          'kernel.soft-lockup',
          'qemu.qmp-timeout',
          'guest.virtual-disk-stuck',
          'backup.start',
          'backup.failed',
          'storage.offline',
          'nfs.not-responding',
        ],
      },
    ],
  },
  burstMs: 60 * 60_000,
  mustLog: 'task-log',
  because: (finding) =>
    `The backup could not write to its target in time (${String(finding.decisive[0]?.fields['what'] ?? finding.decisive[0]?.says)}), and the guest had to wait with its own writes.`,
  remedies: [
    { when: 'immediate', text: 'Abort the backup; the guest goes on at once.', command: 'vzdump --stop' },
    {
      when: 'short-term',
      text: 'Use a fleecing image on local storage for the copies.',
      command: 'vzdump {guest} --fleecing enabled=1,storage=<local>',
    },
    { when: 'long-term', text: 'A faster target, and schedules that do not overlap with scrubs.' },
  ],
  prevention: [{ text: 'Backups of busy guests use fleecing.', check: 'jobs.cfg fleecing' }],
  settle: [{ what: 'how fast the backup wrote', command: 'tail -50 /var/log/vzdump/*{guest}*.log' }],
})
