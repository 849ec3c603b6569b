import { defineCause } from '../define.ts'

export const qemuStartFailure = defineCause({
  id: 'qemu.start-failure',
  title: 'the guest cannot start: device, bridge, image or configuration',
  area: 'qemu',
  doc: 'The start task fails with an error of QEMU or of the configuration. Missing memory, volumes, locks or quorum are causes of their own and come first.',
  state: 'start-failed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      { kind: 'qemu.start-error' },
      { kind: 'libvirt.shutdown', where: (o) => o.fields['reason'] === 'failed' },
      {
        kind: 'task.ended',
        where: (o) =>
          o.fields['type'] === 'qmstart' &&
          o.fields['ok'] === false &&
          !/interrupted|unexpected|locked|timeout|already running/.test(String(o.fields['status'])),
      },
    ],
    supporting: [{ kind: ['task.error', 'hook.failed', 'ha.start-failed'] }],
  },
  splitBy: ['guest'],
  mustLog: undefined,
  suspectWhen: ['start-failed'],
  because: (finding) =>
    `The guest cannot start: ${String(finding.decisive[0]?.fields['what'] ?? finding.decisive[0]?.fields['status'] ?? '')}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Read the start task, mend what it names, start again.',
      command: 'qm start {guest}; qm showcmd {guest} --pretty',
    },
  ],
  prevention: [{ text: 'The configuration starts.', check: 'qm showcmd <vmid>' }],
  settle: [{ what: 'why the start fails', command: 'pvenode task list --vmid {guest} --typefilter qmstart --errors 1' }],
})
