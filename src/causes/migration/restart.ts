import { defineCause } from '../define.ts'

export const migrationRestart = defineCause({
  id: 'migration.restart',
  title: 'a migration stopped the guest on one node and started it on another',
  area: 'migration',
  doc: 'Containers always migrate this way, and VMs when they are migrated offline. The outage is the time of the copy.',
  state: 'stopped',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      { kind: 'migration.restart-mode' },
      { kind: ['task.started', 'task.ended'], where: (o) => o.fields['type'] === 'vzmigrate' && o.fields['ok'] !== false },
    ],
    supporting: [{ kind: ['migration.start', 'scope.deactivated'] }],
    contradicting: [{ kind: 'migration.load-failed' }],
  },
  splitBy: ['guest'],
  mustLog: 'task-log',
  because: () => 'The guest was moved to another node in restart mode: stopped here, started there.',
  remedies: [
    {
      when: 'immediate',
      text: 'Check that it runs on its new node.',
      command: 'pvesh get /cluster/resources --type vm --output-format json',
    },
  ],
  prevention: [{ text: 'Containers that must not stop are not moved in working hours.', check: 'migration tasks in working hours' }],
  settle: [{ what: 'where the guest runs now', command: 'pvesh get /cluster/resources --type vm --output-format json' }],
})
