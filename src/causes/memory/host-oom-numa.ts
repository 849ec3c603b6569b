import { defineCause } from '../define.ts'

export const hostOomNuma = defineCause({
  id: 'memory.host-oom-numa',
  title: 'one memory node of the host ran full and the kernel killed the guest, while other memory was free',
  area: 'memory',
  doc: 'The report says CONSTRAINT_CPUSET or CONSTRAINT_MEMORY_POLICY: only one NUMA node or a pinned set of nodes was full. The host as a whole had memory. A plain report without such a constraint is an ordinary out of memory.',
  state: 'killed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [{ kind: 'kernel.oom-report', side: 'host', where: (o) => o.fields['scope'] === 'numa' && o.fields['victimIsVmm'] === true }],
    supporting: [{ kind: ['unit.oom-killed', 'unit.failed-oom', 'scope.deactivated', 'qmeventd.cleanup'] }],
  },
  splitBy: ['guest', 'pid'],
  mustLog: 'host-kernel',
  because: (finding) =>
    `One memory node was full and the kernel killed ${finding.about.guest === undefined ? 'the QEMU process' : `VM ${finding.about.guest}`}; the binding of the guest to that node made the rest of the memory useless to it.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Start the guest without its binding to one memory node.',
      command: 'qm config {guest} | grep -E "numa|affinity|hugepages"',
    },
    { when: 'long-term', text: 'Spread the guests so that each memory node keeps some room.' },
  ],
  prevention: [{ text: 'The memory bound to each NUMA node fits that node.', check: 'Σ memory bound per node ≤ node MemTotal' }],
  settle: [{ what: 'how full each memory node is', command: 'numactl --hardware' }],
})
