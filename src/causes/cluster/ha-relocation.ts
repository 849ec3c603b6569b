import { defineCause } from '../define.ts'

export const clusterHaRelocation = defineCause({
  id: 'cluster.ha-relocation',
  title: 'HA moved the guest, perhaps to where it cannot start',
  area: 'cluster',
  doc: 'HA migrated or relocated the guest (balance, maintenance, failed starts). If it does not start there, the reason is in the start task: missing storage, devices, bridges.',
  state: 'stopped',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [{ kind: 'ha.relocated' }, { kind: 'ha.start-failed' }],
    supporting: [{ kind: ['qemu.start-error', 'volume.missing', 'task.error', 'migration.start'] }],
  },
  splitBy: ['guest'],
  because: (finding) =>
    `HA moved ${finding.about.guest === undefined ? 'the guest' : `guest ${finding.about.guest}`} to another node${finding.decisive.some((o) => o.kind === 'ha.start-failed') ? ' and could not start it' : ''}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Read why the start failed, mend it, and clear the error.',
      command: 'ha-manager status; ha-manager set vm:{guest} --state disabled',
    },
  ],
  prevention: [{ text: 'HA guests can start on every node of their group.', check: 'local disks, hostpci, bridges' }],
  settle: [{ what: 'why the start failed', command: 'pvenode task list --vmid {guest} --errors 1' }],
})
