import { defineCause } from '../define.ts'

export const migrationFailed = defineCause({
  id: 'migration.failed',
  title: 'a migration failed and the guest could not go on at its target',
  area: 'migration',
  doc: 'The target could not load the state (`load of migration failed`), or the migration was aborted. Mixed processors with CPU type host, local devices or different QEMU versions are the usual reasons. A finished live migration is not an outage.',
  state: 'killed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      { kind: 'migration.load-failed' },
      { kind: 'task.ended', where: (o) => /^(?:qmigrate|vzmigrate)$/.test(String(o.fields['type'])) && o.fields['ok'] === false },
    ],
    supporting: [{ kind: ['migration.start', 'qemu.lock', 'qmeventd.cleanup', 'task.error'] }],
  },
  splitBy: ['guest'],
  mustLog: 'task-log',
  because: (finding) =>
    `The migration failed: ${String(finding.decisive[0]?.fields['what'] ?? finding.decisive[0]?.fields['status'] ?? '')}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Find where the configuration is now, make sure that no task runs, unlock and start the guest there.',
      command: 'cat /etc/pve/.vmlist | grep {guest}; qm unlock {guest}; qm start {guest}',
    },
    { when: 'short-term', text: 'Use a CPU type that all nodes have.', command: 'qm set {guest} --cpu x86-64-v2-AES' },
    { when: 'long-term', text: 'Same QEMU version on all nodes before migrating; shared storage.' },
  ],
  prevention: [
    { text: 'Guests that migrate do not use CPU type host or local devices in a mixed cluster.', check: 'cpu: host, hostpci, local disks' },
  ],
  settle: [{ what: 'what the migration task said', command: 'pvenode task list --vmid {guest} --typefilter qmigrate' }],
})
