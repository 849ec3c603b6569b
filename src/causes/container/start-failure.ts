import { defineCause } from '../define.ts'

export const containerStartFailure = defineCause({
  id: 'container.start-failure',
  title: 'the container cannot start',
  area: 'container',
  doc: 'lxc-start or a hook fails: a mount point that is not there, a distribution Proxmox does not know, a cgroup or AppArmor problem.',
  state: 'start-failed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [{ kind: 'ct.start-error' }],
    supporting: [{ kind: ['task.error', 'hook.failed', 'volume.missing', 'ct.init-exit'] }],
  },
  splitBy: ['guest'],
  suspectWhen: [],
  because: (finding) => `The container cannot start: ${String(finding.decisive[0]?.fields['what'] ?? '')}.`,
  remedies: [{ when: 'immediate', text: 'Start it with debug output and mend what it names.', command: 'pct start {guest} --debug' }],
  prevention: [{ text: 'Mount points of containers exist.', check: 'mp* paths' }],
  settle: [{ what: 'why the start fails', command: 'pct start {guest} --debug' }],
})
