import { defineCause } from '../define.ts'

export const memoryStartFailure = defineCause({
  id: 'memory.start-failure',
  title: 'there was not enough memory, or too few huge pages, to start the guest',
  area: 'memory',
  doc: '`cannot set up guest memory … Cannot allocate memory` or a failed huge page allocation in the start task. The guest is down because it could not come up; why it went down before is another question.',
  state: 'start-failed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      { kind: 'qemu.no-memory' },
      { kind: 'kernel.commit-refused', side: 'host', where: (o) => /kvm|qemu/.test(o.about.process ?? '') },
    ],
    supporting: [{ kind: ['qemu.start-error', 'task.error'] }],
  },
  splitBy: ['guest'],
  mustLog: 'task-log',
  suspectWhen: ['start-failed'],
  because: (finding) => `The guest could not be started: ${String(finding.decisive[0]?.fields['what'] ?? finding.decisive[0]?.says)}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Free memory or huge pages, or lower the memory of the guest, and start it.',
      command: 'free -m; grep Huge /proc/meminfo',
    },
    { when: 'long-term', text: 'Reserve huge pages at boot; keep the sum of guests below the memory of the host.' },
  ],
  prevention: [{ text: 'Huge pages reserved cover the guests that use them.', check: 'Σ hugepages guests ≤ HugePages_Total' }],
  settle: [{ what: 'how much memory and how many huge pages are free', command: 'free -m; grep Huge /proc/meminfo' }],
})
